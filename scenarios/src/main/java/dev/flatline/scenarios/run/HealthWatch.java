package dev.flatline.scenarios.run;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

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
 * Lets probes look at machine and processes once a second, on a thread of its own. A look that takes long is followed by a
 * rest many times as long, so that looking takes a small share of a core at most.
 */
final class HealthWatch implements AutoCloseable {

    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** A look at the kernel's tables holds up whoever wants a socket: it is to take a fiftieth of the time at most. */
    private static final int KERNEL_REST = 50;

    /** A look at servers takes the engine's time, or a walk through the processes of the machine, and holds up nobody: a sixth. */
    private static final int SERVERS_REST = 5;

    private final List<Round> rounds;
    private final Consumer<HealthSample> told;
    private final Consumer<Throwable> failures;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService thread;

    /**
     * Creates a watch that has not looked.
     *
     * @param probes of the kernel and of this process
     * @param servers probes of servers that the run started; may be empty
     * @param told takes each sample, on the thread of the watch
     * @param failures takes what a probe throws; then no more is looked
     */
    HealthWatch(
            List<HealthProbe> probes,
            List<HealthProbe> servers,
            Consumer<HealthSample> told,
            Consumer<Throwable> failures,
            LongSupplier nanoTime) {
        this.told = told;
        this.failures = failures;
        this.nanoTime = nanoTime;
        this.rounds = List.of(new Round(probes, KERNEL_REST), new Round(servers, SERVERS_REST));
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread watching = new Thread(work, "flatline-health");
            watching.setDaemon(true);
            return watching;
        });
    }

    /** Begins with a look at everything in one sample, because what is in that will be columns; from then on each has its own pace. */
    void start() {
        thread.execute(() -> look(rounds));
    }

    private void look(List<Round> now) {
        HealthProbe.Maps sheet = sheet();
        try {
            now.forEach(round -> round.look(sheet));
            told.accept(new HealthSample(sheet.gauges(), sheet.counts(), sheet.reasons()));
            now.stream().filter(round -> !round.probes.isEmpty()).forEach(round -> {
                var unusedNext =
                        thread.schedule(() -> look(List.of(round)), pause(round.tookNanos, round.rest), NANOSECONDS);
            });
        } catch (RejectedExecutionException closed) {
            return;
        } catch (RuntimeException broken) {
            failures.accept(broken);
        }
    }

    static HealthSample sample(List<HealthProbe> probes, long sinceLastNanos) {
        HealthProbe.Maps sheet = sheet();
        probes.forEach(probe -> probe.look(sheet, sinceLastNanos));
        return new HealthSample(sheet.gauges(), sheet.counts(), sheet.reasons());
    }

    private static HealthProbe.Maps sheet() {
        return new HealthProbe.Maps(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /** How long to wait after a look that took so long. */
    static long pause(long tookNanos, int rest) {
        return Math.max(EVERY_NANOS - tookNanos, rest * tookNanos);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** Probes that look together, and how many times as long as they look they do not. Used by the thread of the watch alone. */
    private final class Round {
        private final List<HealthProbe> probes;
        private final int rest;
        private long lastNanos;
        private long tookNanos;

        Round(List<HealthProbe> probes, int rest) {
            this.probes = List.copyOf(probes);
            this.rest = rest;
            this.lastNanos = nanoTime.getAsLong();
        }

        void look(HealthProbe.Maps sheet) {
            long began = nanoTime.getAsLong();
            long since = began - lastNanos;
            probes.forEach(probe -> probe.look(sheet, since));
            lastNanos = began;
            tookNanos = nanoTime.getAsLong() - began;
        }
    }
}
