/** The tests of the package. */
@NullMarked
package dev.flatline.chaos.data;

import org.jspecify.annotations.NullMarked;
