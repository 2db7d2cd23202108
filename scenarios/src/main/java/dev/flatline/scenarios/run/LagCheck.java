package dev.flatline.scenarios.run;

import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.Metric.Distribution;
import dev.flatline.scenarios.GeneratorBounds;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How late the event loops of a part were: at the 99th percentile, or once by more than {@link #WORST_STALL} times as much, since
 * one long stall in the middle of a storm is the storm's numbers. A stall that the collector made is said to be one.
 */
record LagCheck(String metric, String part, String advice) implements GeneratorCheck {

    /** How many times the allowed lag a single stall may last. */
    static final int WORST_STALL = 5;

    /** The loops of the clients. */
    static final LagCheck FLEET = new LagCheck(
            "generator.lag.fleet", "the fleet's event loop", "use fewer clients, --processes N or a quieter machine");

    /** The loops of the fault proxy. */
    static final LagCheck PROXY = new LagCheck(
            "generator.lag.proxy",
            "the proxy's event loop",
            "use fewer clients, inject: client (no proxy) or a quieter machine");

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double FULL_PERCENT = 95;

    @Override
    public Optional<String> spoilt(Map<String, Metric> metrics, GeneratorBounds bounds) {
        double allowed = bounds.maxLagNanos() / NANOS_PER_MILLI;
        if (!(metrics.get(metric) instanceof Distribution lag)
                || !(lag.p99() > allowed || lag.max() > WORST_STALL * allowed)) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "%s was the bottleneck: it was %.0f ms late at the 99th percentile (allowed: %s ms) and %.0f ms at worst"
                        + " (allowed: %s ms)%s; %s",
                part,
                lag.p99(),
                plain(allowed),
                lag.max(),
                plain(WORST_STALL * allowed),
                reason(metrics, lag),
                advice));
    }

    /** What else went on, if it accounts for the stall. */
    private static String reason(Map<String, Metric> metrics, Distribution lag) {
        if (accountsFor(metrics.get("generator.gc"), lag)) {
            return ", while the collector stopped it: give it more heap, such as FLATLINE_JAVA_OPTS=-Xmx2g";
        }
        if (accountsFor(metrics.get("generator.recorder"), lag)) {
            return ", while the recorder of the run was busy: write results to a faster disk, or use fewer clients";
        }
        if (metrics.get("generator.cpu.machine") instanceof Metric.Gauge machine
                && metrics.get("generator.cpu") instanceof Metric.Gauge own
                && machine.max() >= FULL_PERCENT) {
            return String.format(
                    Locale.ROOT,
                    ", and the processors of this machine were %d %% in use at times, at most %d %% of what it may use by"
                            + " Flatline",
                    machine.max(),
                    own.max());
        }
        return "";
    }

    private static boolean accountsFor(@Nullable Metric stalls, Distribution lag) {
        return stalls instanceof Distribution stall && stall.count() > 0 && stall.max() >= lag.max() / 2;
    }

    private static String plain(double millis) {
        return millis >= 1 ? String.format(Locale.ROOT, "%.0f", millis) : String.valueOf(millis);
    }
}
