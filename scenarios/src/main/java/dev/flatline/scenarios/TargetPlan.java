package dev.flatline.scenarios;

import dev.flatline.loadgen.Destination;
import dev.flatline.loadgen.Destinations;
import dev.flatline.loadgen.TrustOptions;
import dev.flatline.wire.SourcePool;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where the clients of a run connect to, and how.
 *
 * @param targets servers that nobody here wrote; none is the embedded server
 * @param tls for targets whose scheme is wss
 * @param sources the local addresses to connect from
 */
public record TargetPlan(List<Destination> targets, TrustOptions tls, SourcePool sources) {

    /** The embedded server. */
    public static final TargetPlan EMBEDDED = new TargetPlan(List.of(), TrustOptions.SYSTEM, SourcePool.AUTO);

    /** Copies the list. */
    public TargetPlan {
        targets = List.copyOf(targets);
    }

    /** Whether nobody here wrote the server. */
    public boolean isForeign() {
        return !targets.isEmpty();
    }

    /** Whether a target speaks TLS. */
    public boolean isSecure() {
        return targets.stream().anyMatch(destination -> destination.target().secure());
    }

    /** The same plan for other destinations, such as proxies in front of these. */
    public Destinations to(List<Destination> destinations) {
        return new Destinations(destinations, tls, sources);
    }

    /** The targets for people. */
    public String words() {
        return isForeign()
                ? targets.stream()
                        .map(destination -> destination.target().toString())
                        .collect(Collectors.joining(", "))
                : "embedded server";
    }
}
