package dev.flatline.scenarios.run;

import dev.flatline.core.load.MessagePlan;
import dev.flatline.scenarios.Scenario;
import dev.flatline.server.options.AdmissionOptions;
import java.util.Optional;

/** Whether the server of a scenario can be divided over processes. */
public final class Divisible {

    private Divisible() {}

    /**
     * Why the server of ours must be in one process, in words that follow "because"; empty if it need not. A connection
     * goes to any of several, and they know nothing of each other.
     */
    public static Optional<String> obstacle(Scenario scenario) {
        AdmissionOptions admission = scenario.server().admission();
        if (admission.maxConnections() != AdmissionOptions.UNLIMITED
                || admission.handshakesPerSecond() != 0
                || admission.maxPerAddress() != AdmissionOptions.UNLIMITED) {
            return Optional.of("server.admission bounds all connections together");
        }
        boolean joint = scenario.load().groups().stream()
                .map(group -> group.client().messages())
                .anyMatch(plan -> plan.are(MessagePlan.Kind.ROOM) || plan.are(MessagePlan.Kind.PUSH));
        return joint
                ? Optional.of("rooms and pushes are kept by the process that holds the clients")
                : Optional.empty();
    }
}
