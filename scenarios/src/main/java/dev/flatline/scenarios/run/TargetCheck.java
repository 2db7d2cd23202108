package dev.flatline.scenarios.run;

import dev.flatline.core.load.ClientGroup;
import dev.flatline.loadgen.Destination;
import dev.flatline.loadgen.TargetProbe;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.Scenario;
import dev.flatline.wire.Loops;
import dev.flatline.wire.tls.UnusableCertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One connection to every target before a fleet goes there, as a client of each group would make it, so that a wrong address,
 * path or certificate is said at once.
 */
final class TargetCheck {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private TargetCheck() {}

    /**
     * Tries them one after the other.
     *
     * @throws FlatlineException that names the first target which cannot be used, and why
     */
    static void reach(Scenario scenario, List<Destination> targets, Loops loops) {
        for (Destination destination : targets) {
            int first = 0;
            for (ClientGroup group : scenario.load().groups()) {
                reach(scenario, destination, group, first, loops);
                first += group.clients();
            }
        }
    }

    private static void reach(Scenario scenario, Destination destination, ClientGroup group, int first, Loops loops) {
        Optional<String> failure;
        try {
            failure = TargetProbe.failure(
                    destination.target(), group, first, scenario.targets().tls(), loops, LIMIT);
        } catch (UnusableCertificateException e) {
            throw new FlatlineException(ExitStatus.USAGE, String.valueOf(e.getMessage()), e);
        }
        failure.ifPresent(reason -> {
            String who = scenario.load().groups().size() > 1 ? " for the clients '" + group.name() + "'" : "";
            throw new FlatlineException(
                    ExitStatus.UNREACHABLE,
                    "cannot open a WebSocket to " + destination.target() + who + ": " + reason
                            + "; start the server first, or check host, port and path");
        });
    }
}
