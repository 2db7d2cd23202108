package dev.flatline.scenarios.run;

import dev.flatline.core.measure.Metric;
import dev.flatline.scenarios.GeneratorBounds;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How late clients began what was due: this weighs moments by what happens in them, so that it sees a storm best. */
final class LateCheck implements GeneratorCheck {

    private static final double NANOS_PER_MILLI = 1e6;

    @Override
    public Optional<String> spoilt(Map<String, Metric> metrics, GeneratorBounds bounds) {
        double allowed = bounds.maxLateNanos() / NANOS_PER_MILLI;
        if (!(metrics.get("generator.late") instanceof Metric.Distribution late) || !(late.p99() > allowed)) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "the fleet began too late what was due: %.0f ms at the 99th percentile of %,d attempts, pings and messages"
                        + " (allowed: %.0f ms); use fewer clients, a lower rate, --processes N or a quieter machine",
                late.p99(),
                late.count(),
                allowed));
    }
}
