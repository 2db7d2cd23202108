package dev.flatline.scenarios.objective;

import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.Part;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What objectives are held against.
 *
 * @param metrics of the whole run, by name
 * @param groups of each group, by its name
 * @param faults what each fault that has begun did
 * @param percentiles those that no table has
 * @param goesOn whether the run goes on: then what has not ended, or was not noticed, may be yet
 */
public record Measured(
        Map<String, Metric> metrics,
        Map<String, Map<String, Metric>> groups,
        List<FaultOutcome> faults,
        Percentiles percentiles,
        boolean goesOn) {

    /** Any percentile of a distribution. */
    @FunctionalInterface
    public interface Percentiles {

        /** In milliseconds; infinite where that share never ended, NaN where there is no data. */
        double millis(String metric, Part part, double share);
    }

    /** A metric of some of the clients; empty if this run has none of that name there. */
    Optional<Metric> metric(String name, Part part) {
        if (part instanceof Part.OfGroup group) {
            return Optional.ofNullable(
                    groups.getOrDefault(group.name(), Map.of()).get(name));
        }
        if (part instanceof Part.OfFault fault) {
            return faults.stream()
                    .filter(outcome -> outcome.index() == fault.index())
                    .findFirst()
                    .flatMap(outcome -> ofFault(outcome, name));
        }
        return Optional.ofNullable(metrics.get(name));
    }

    private static Optional<Metric> ofFault(FaultOutcome fault, String name) {
        return switch (name) {
            case "recover.t50" -> recovery(fault, fault.t50());
            case "recover.t90" -> recovery(fault, fault.t90());
            case "recover.t99" -> recovery(fault, fault.t99());
            case "recover.t100" -> recovery(fault, fault.t100());
            default -> Optional.ofNullable(fault.metrics().get(name));
        };
    }

    /** Nobody comes back from a fault that hit nobody. */
    private static Optional<Metric> recovery(FaultOutcome fault, double millis) {
        return Optional.of(new Metric.Duration(fault.clientsHit() == 0 ? Double.NaN : millis));
    }
}
