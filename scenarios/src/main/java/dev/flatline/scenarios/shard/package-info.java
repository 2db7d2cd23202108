/** A run in several processes: how its parent starts and steers them, and what they tell it. */
@NullMarked
package dev.flatline.scenarios.shard;

import org.jspecify.annotations.NullMarked;
