package dev.flatline.scenarios.shard;

import dev.flatline.core.measure.EventLoopPart;
import dev.flatline.core.measure.GeneratorEvents;
import dev.flatline.core.measure.ProcessorUse;
import java.util.function.Consumer;

/** What the processes tell of themselves, with the use of processors going its own way. */
record PassingOn(GeneratorEvents rest, Consumer<ProcessorUse> uses) implements GeneratorEvents {

    @Override
    public void tick(EventLoopPart part, long intendedNanos, long nowNanos) {
        rest.tick(part, intendedNanos, nowNanos);
    }

    @Override
    public void generatorPaused(long nanos) {
        rest.generatorPaused(nanos);
    }

    @Override
    public void processors(ProcessorUse use) {
        uses.accept(use);
    }
}
