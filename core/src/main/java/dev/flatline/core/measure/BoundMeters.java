package dev.flatline.core.measure;

import dev.flatline.core.heartbeat.HeartbeatRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The bounds of a run: one for each rule by which clients notice, and one for the server's. Where all groups have the same rule,
 * it is checked once for all. Not thread-safe.
 */
final class BoundMeters {

    private final Scopes scopes;
    private final List<Optional<BoundMeter>> clients = new ArrayList<>();
    private final Optional<BoundMeter> server;

    BoundMeters(MeterPlan plan, Scopes scopes) {
        this.scopes = scopes;
        List<HeartbeatRule> rules = plan.load().groups().stream()
                .map(group -> group.client().heartbeat())
                .toList();
        boolean one = rules.stream().distinct().count() == 1;
        for (int group = 0; group < (one ? 1 : rules.size()); group++) {
            clients.add(BoundMeter.of("detect.client", one ? "" : scopes.names().get(group), rules.get(group)));
        }
        server = plan.serverRule().flatMap(rule -> BoundMeter.of("detect.server", "", rule));
    }

    /** A client noticed a death after so long. */
    void clientNoticed(int client, long nanos) {
        int group = clients.size() == 1 ? 0 : scopes.indexOf(client);
        clients.get(group).ifPresent(bound -> bound.noticed(nanos));
    }

    /** The server noticed a death after so long. */
    void serverNoticed(long nanos) {
        server.ifPresent(bound -> bound.noticed(nanos));
    }

    /** How many deaths clients noticed later than their rule allows. */
    long clientsLate() {
        return clients.stream()
                .flatMap(Optional::stream)
                .mapToLong(BoundMeter::exceeded)
                .sum();
    }

    /** How many the server noticed later than its rule allows. */
    long serverLate() {
        return server.map(BoundMeter::exceeded).orElse(0L);
    }

    List<BoundCheck> checks() {
        List<BoundCheck> checks = new ArrayList<>();
        clients.stream().flatMap(Optional::stream).map(BoundMeter::check).forEach(checks::add);
        server.map(BoundMeter::check).ifPresent(checks::add);
        return List.copyOf(checks);
    }
}
