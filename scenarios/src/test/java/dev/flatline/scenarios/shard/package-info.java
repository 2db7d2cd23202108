@NullMarked
package dev.flatline.scenarios.shard;

import org.jspecify.annotations.NullMarked;
