/** Values as people write them, each with its unit. */
@NullMarked
package dev.flatline.scenarios.unit;

import org.jspecify.annotations.NullMarked;
