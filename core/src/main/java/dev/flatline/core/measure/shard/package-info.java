/** One run told by many processes: its events as bytes, and several streams of them merged into one order. */
@NullMarked
package dev.flatline.core.measure.shard;

import org.jspecify.annotations.NullMarked;
