/** The tests of the package. */
@NullMarked
package dev.flatline.chaos.target;

import org.jspecify.annotations.NullMarked;
