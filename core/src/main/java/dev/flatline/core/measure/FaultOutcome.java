package dev.flatline.core.measure;

import dev.flatline.core.fault.FaultSign;
import dev.flatline.core.fault.ReplicaChoice;
import dev.flatline.core.fault.ScheduledFault;
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
 * @param nature what it really does, and to which servers
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
        List<Returned> curve,
        Nature nature) {

    /** Copies map and list. */
    public FaultOutcome {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        curve = List.copyOf(curve);
    }

    /**
     * What a fault really does.
     *
     * @param sign what TCP tells of it
     * @param effect what a connection sees of it, in a sentence or two for people; may be empty
     * @param replicas the servers it was on, in rising order; none if it was on no servers of the run
     */
    public record Nature(FaultSign sign, String effect, List<Integer> replicas) {

        /** Of a fault of which nobody has written that down, as older versions did not. */
        public static final Nature UNTOLD = new Nature(FaultSign.OTHER, "", List.of());

        /** Copies the list. */
        public Nature {
            replicas = List.copyOf(replicas);
        }

        static Nature of(ScheduledFault fault) {
            return new Nature(fault.fault().sign(), fault.fault().effect(), fault.servers());
        }
    }

    /** Its kind, and the servers it was on: {@code pause replica 2}. */
    public String name() {
        return nature.replicas().isEmpty() ? label : label + " " + servers();
    }

    /** The servers it was on, in words; empty if there are none. */
    public String servers() {
        return nature.replicas().isEmpty() ? "" : ReplicaChoice.words(nature.replicas(), share == 1);
    }
}
