package dev.flatline.scenarios.cli;

import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.heartbeat.ExpiryWindow;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.text.Durations;
import dev.flatline.scenarios.Scenario;
import java.util.List;
import java.util.stream.Stream;

/** Silent faults of a scenario that are over before a heartbeat rule can expire. */
final class Unnoticed {

    private Unnoticed() {}

    /** One warning for each; of a foreign server nobody knows the rule, so only the clients' counts. */
    static List<String> warnings(Scenario scenario, boolean foreign) {
        Stream<HeartbeatRule> clients =
                scenario.load().groups().stream().map(group -> group.client().heartbeat());
        Stream<HeartbeatRule> server = foreign ? Stream.empty() : Stream.of(scenario.serverRule());
        List<HeartbeatRule> rules =
                Stream.concat(clients, server).filter(HeartbeatRule::expires).toList();
        return scenario.faults().faults().stream()
                .filter(fault -> fault.fault().silent())
                .filter(fault -> rules.stream().allMatch(rule -> fault.forNanos() < rule.expireAfterNanos()))
                .map(fault -> warning(fault, rules, foreign))
                .toList();
    }

    private static String warning(ScheduledFault fault, List<HeartbeatRule> rules, boolean foreign) {
        String whose = foreign ? " of the clients" : "";
        String what = "timeline[" + fault.index() + "]: a " + fault.fault().label() + " of "
                + Durations.text(fault.forNanos());
        if (rules.isEmpty()) {
            return what + ", and no heartbeat" + whose + " ever times out: nobody will notice it";
        }
        // A ping may have been due just when it began, and a client may have been quiet before.
        boolean surely = rules.stream()
                .allMatch(
                        rule -> fault.forNanos() < ExpiryWindow.sinceDeath(rule).earliestNanos());
        return what + " is shorter than every heartbeat timeout" + whose + ": "
                + (surely ? "nobody will notice it" : "few will notice it, if any");
    }
}
