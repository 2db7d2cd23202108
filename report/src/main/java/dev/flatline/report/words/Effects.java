package dev.flatline.report.words;

import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.RunResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the faults of a run really do: each once, however often it was done. */
public final class Effects {

    /** What is between the clients and servers that the run started: what a fault does is felt behind it. */
    public static final String BEHIND_PROXY =
            "The clients of these servers are connected to Flatline's proxy in front of them, which"
                    + " acknowledges whatever they send. What is said of servers holds between proxy and server; a FIN or an RST is handed"
                    + " on, and new connections are sent to the next server where one cannot be reached.";

    private Effects() {}

    /**
     * What one kind of fault does.
     *
     * @param name of the fault, or its kind if it was done several times
     * @param sign in a few words; may be empty
     * @param effect in a sentence or two
     */
    public record Effect(String name, String sign, String effect) {

        /** The effect with a capital in front and a full stop behind. */
        public String sentence() {
            return Story.sentence(effect);
        }

        /** All of it in a line, without the name. */
        public String words() {
            return sign.isEmpty() ? sentence() : Story.sentence(sign) + " " + sentence();
        }
    }

    /** They, in the order in which they began; none of those that nobody described. */
    public static List<Effect> of(RunResult run) {
        Map<String, Effect> all = new LinkedHashMap<>();
        for (FaultOutcome fault : run.faults()) {
            String effect = fault.nature().effect();
            if (!effect.isEmpty()) {
                all.merge(
                        fault.label() + "\t" + effect,
                        new Effect(fault.name(), fault.nature().sign().words(), effect),
                        (first, again) -> first.name().equals(again.name())
                                ? first
                                : new Effect(fault.label(), first.sign(), effect));
            }
        }
        return List.copyOf(all.values());
    }

    /** Whether some were on servers of the run, so that {@link #BEHIND_PROXY} is to be said. */
    public static boolean onServers(RunResult run) {
        return run.faults().stream()
                .anyMatch(fault -> !fault.nature().replicas().isEmpty());
    }
}
