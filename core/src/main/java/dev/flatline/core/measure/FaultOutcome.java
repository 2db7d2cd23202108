package dev.flatline.core.measure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one fault did.
 *
 * @param index its place in the timeline
 * @param label its kind
 * @param share the share of clients it was to hit
 * @param beganSeconds when it began, on the run's clock; NaN if it did not
 * @param endedSeconds when it ended; NaN if it was still in force
 * @param clientsChosen clients that were to be hit
 * @param clientsHit of those, the ones that had or made a connection while it was in force
 * @param died connections that died without a word: open at the client when the fault hit them, or opened under it
 * @param survived of those, the ones that were still alive when it ended
 * @param t50 milliseconds from its end until half of the clients it hit were open again; infinite means never
 * @param t90 the same for 90 %
 * @param t99 the same for 99 %
 * @param t100 the same for all
 * @param metrics the metrics of the clients it hit, by name, in the order to show them
 * @param curve how many of the clients it hit were back when, counted from its end
 */
public record FaultOutcome(
        int index,
        String label,
        double share,
        double beganSeconds,
        double endedSeconds,
        int clientsChosen,
        int clientsHit,
        int died,
        int survived,
        double t50,
        double t90,
        double t99,
        double t100,
        Map<String, Metric> metrics,
        List<Returned> curve) {

    /** Copies map and list. */
    public FaultOutcome {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        curve = List.copyOf(curve);
    }
}
