package dev.flatline.scenarios.run;

import dev.flatline.core.measure.Metric;
import dev.flatline.scenarios.GeneratorBounds;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Whether the generator wanted more processors than there were. */
final class ProcessorCheck implements GeneratorCheck {

    private static final double PERCENT = 100;

    @Override
    public Optional<String> spoilt(Map<String, Metric> metrics, GeneratorBounds bounds) {
        if (!(metrics.get("generator.cpu.saturated") instanceof Metric.Ratio saturated)
                || !(saturated.value() > bounds.maxSaturated())) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "the processors of this machine were the bottleneck: Flatline used them up in %.0f %% of the seconds (allowed:"
                        + " %.0f %%); use fewer clients, inject: client (no proxy), a server on another machine, or more cores",
                PERCENT * saturated.value(),
                PERCENT * bounds.maxSaturated()));
    }
}
