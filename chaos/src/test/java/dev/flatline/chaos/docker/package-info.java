/** The tests of the package. */
@NullMarked
package dev.flatline.chaos.docker;

import org.jspecify.annotations.NullMarked;
