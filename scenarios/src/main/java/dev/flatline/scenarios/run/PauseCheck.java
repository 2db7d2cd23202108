package dev.flatline.scenarios.run;

import dev.flatline.core.measure.Metric;
import dev.flatline.scenarios.GeneratorBounds;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How long the generator stood still for its collector. */
final class PauseCheck implements GeneratorCheck {

    private static final double NANOS_PER_MILLI = 1e6;

    @Override
    public Optional<String> spoilt(Map<String, Metric> metrics, GeneratorBounds bounds) {
        double allowed = bounds.maxPauseNanos() / NANOS_PER_MILLI;
        if (!(metrics.get("generator.gc") instanceof Metric.Distribution pauses) || !(pauses.max() > allowed)) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "the garbage collector was the bottleneck: it stopped the generator for %.0f ms once (allowed: %.0f ms) and %,d"
                        + " times in all; give it more heap, such as FLATLINE_JAVA_OPTS=-Xmx2g, or use fewer clients",
                pauses.max(),
                allowed,
                pauses.count()));
    }
}
