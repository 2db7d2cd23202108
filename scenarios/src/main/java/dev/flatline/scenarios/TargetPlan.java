package dev.flatline.scenarios;

import dev.flatline.chaos.replica.ReplicaPlan;
import dev.flatline.loadgen.Destination;
import dev.flatline.loadgen.Destinations;
import dev.flatline.loadgen.TrustOptions;
import dev.flatline.wire.SourcePool;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the clients of a run connect to, and how.
 *
 * @param targets servers that nobody here wrote; none is the embedded server, or those of {@code replicas}
 * @param tls for targets whose scheme is wss
 * @param sources the local addresses to connect from
 * @param replicas servers that nobody here wrote either, and that the run starts or is given by name
 */
public record TargetPlan(
        List<Destination> targets, TrustOptions tls, SourcePool sources, Optional<ReplicaPlan> replicas) {

    /** The embedded server. */
    public static final TargetPlan EMBEDDED =
            new TargetPlan(List.of(), TrustOptions.SYSTEM, SourcePool.AUTO, Optional.empty());

    /** Copies the list. */
    public TargetPlan {
        targets = List.copyOf(targets);
    }

    /** Whether nobody here wrote the server. */
    public boolean isForeign() {
        return !targets.isEmpty() || replicas.isPresent();
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
        return replicas.isPresent()
                ? replicas.orElseThrow().words()
                : isForeign()
                        ? targets.stream()
                                .map(destination -> destination.target().toString())
                                .collect(Collectors.joining(", "))
                        : "embedded server";
    }
}
