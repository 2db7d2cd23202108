package dev.flatline.core.measure.shard;

import dev.flatline.core.measure.GeneratorEvents;
import dev.flatline.core.measure.RunEvents;

/** All that a process tells of its part of a run. */
public interface ShardEvents extends RunEvents, GeneratorEvents {}
