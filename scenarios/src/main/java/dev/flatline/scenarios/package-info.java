/** What a scenario is, and the program that runs one. */
@NullMarked
package dev.flatline.scenarios;

import org.jspecify.annotations.NullMarked;
