/** The tests of the package. */
@NullMarked
package dev.flatline.chaos.plan;

import org.jspecify.annotations.NullMarked;
