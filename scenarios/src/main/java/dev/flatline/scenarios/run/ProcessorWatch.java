package dev.flatline.scenarios.run;

import dev.flatline.core.measure.ProcessorUse;
import dev.flatline.core.time.Timers;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reads once a second how much of the processors this process and everybody used since the last time. Used by one thread,
 * that of its timers.
 */
final class ProcessorWatch {

    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Timers timers;
    private final ProcessorReading source;
    private final Consumer<ProcessorUse> told;
    private long sinceNanos;
    private long ownNanos;
    private ProcessorReading.Ticks ticks = ProcessorReading.Ticks.UNKNOWN;
    private boolean stopped;

    ProcessorWatch(Timers timers, ProcessorReading source, Consumer<ProcessorUse> told) {
        this.timers = timers;
        this.source = source;
        this.told = told;
    }

    /** Begins. */
    void start() {
        take();
        arm();
    }

    /** Ends; nothing more is told. */
    void stop() {
        stopped = true;
    }

    private void arm() {
        timers.after(EVERY_NANOS, this::look);
    }

    private void look() {
        if (stopped) {
            return;
        }
        long since = sinceNanos;
        long own = ownNanos;
        ProcessorReading.Ticks before = ticks;
        take();
        if (own >= 0 && sinceNanos > since) {
            double used = (double) (ownNanos - own) / (sinceNanos - since);
            told.accept(new ProcessorUse(
                    used / Math.min(source.allowed(), source.cores()), used / source.cores(), ticks.busySince(before)));
        }
        arm();
    }

    private void take() {
        sinceNanos = timers.nanoTime();
        ownNanos = source.ownNanos();
        ticks = source.ticks();
    }
}
