package dev.flatline.scenarios.run;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.measure.Metric;
import dev.flatline.scenarios.GeneratorBounds;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Whether clients could not connect because this machine had nothing left to connect with. */
final class ExhaustionCheck implements GeneratorCheck {

    private static final String EXHAUSTED = "connect.failed." + CloseCause.NO_RESOURCES.label();

    @Override
    public Optional<String> spoilt(Map<String, Metric> metrics, GeneratorBounds bounds) {
        return metrics.get(EXHAUSTED) instanceof Metric.Count failed && failed.value() > 0
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "%,d connects failed because this machine ran out of file descriptors or ports; use fewer clients,"
                                + " or see flatline doctor",
                        failed.value()))
                : Optional.empty();
    }
}
