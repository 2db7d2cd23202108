package dev.flatline.core.measure.shard;

import dev.flatline.core.measure.RunEvents;

/** All that a process tells of its part of a run. */
public interface ShardEvents extends RunEvents {

    /** How late the clock tick of an event loop was; see {@code generator.lag}. */
    void generatorTick(long intendedNanos, long nowNanos);
}
