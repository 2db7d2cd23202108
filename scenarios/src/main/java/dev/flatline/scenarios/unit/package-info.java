/** Values as people write them, each with its unit; and what they may have meant when they mistyped. */
@NullMarked
package dev.flatline.scenarios.unit;

import org.jspecify.annotations.NullMarked;
