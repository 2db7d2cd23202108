/** The command line: what was typed, what is done, how it ends. */
@NullMarked
package dev.flatline.scenarios.cli;

import org.jspecify.annotations.NullMarked;
