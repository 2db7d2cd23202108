/** Randomness as an argument: independent generators derived from one root seed. */
@NullMarked
package dev.flatline.core.seed;

import org.jspecify.annotations.NullMarked;
