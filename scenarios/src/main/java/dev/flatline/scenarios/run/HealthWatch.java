package dev.flatline.scenarios.run;

import dev.flatline.core.measure.HealthSample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Lets probes look at machine and processes once a second, on a thread of its own. A look that takes long is followed by a rest of
 * fifty times as long, so that looking takes a fiftieth of a core at most.
 */
final class HealthWatch implements AutoCloseable {

    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int REST = 50;

    private final List<HealthProbe> probes;
    private final Consumer<HealthSample> told;
    private final Consumer<Throwable> failures;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService thread;
    private long lastNanos;

    /**
     * Creates a watch that has not looked.
     *
     * @param told takes each sample, on the thread of the watch
     * @param failures takes what a probe throws; then no more is looked
     */
    HealthWatch(
            List<HealthProbe> probes,
            Consumer<HealthSample> told,
            Consumer<Throwable> failures,
            LongSupplier nanoTime) {
        this.probes = probes;
        this.told = told;
        this.failures = failures;
        this.nanoTime = nanoTime;
        this.lastNanos = nanoTime.getAsLong();
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread watching = new Thread(work, "flatline-health");
            watching.setDaemon(true);
            return watching;
        });
    }

    /** Begins with a look. */
    void start() {
        thread.execute(this::look);
    }

    private void look() {
        try {
            long began = nanoTime.getAsLong();
            told.accept(sample(probes, began - lastNanos));
            lastNanos = began;
            var unusedNext = thread.schedule(this::look, pause(nanoTime.getAsLong() - began), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            return;
        } catch (RuntimeException broken) {
            failures.accept(broken);
        }
    }

    static HealthSample sample(List<HealthProbe> probes, long sinceLastNanos) {
        HealthProbe.Maps sheet =
                new HealthProbe.Maps(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        probes.forEach(probe -> probe.look(sheet, sinceLastNanos));
        return new HealthSample(sheet.gauges(), sheet.counts(), sheet.reasons());
    }

    /** How long to wait after a look that took so long. */
    static long pause(long tookNanos) {
        return Math.max(EVERY_NANOS - tookNanos, REST * tookNanos);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
