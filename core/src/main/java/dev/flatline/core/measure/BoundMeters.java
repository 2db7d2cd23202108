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

    BoundMeters(RulesInForce rules, Optional<HeartbeatRule> serverRule, Scopes scopes) {
        this.scopes = scopes;
        List<Optional<HeartbeatRule>> promised = rules.promised();
        boolean one = promised.stream().distinct().count() == 1;
        for (int group = 0; group < (one ? 1 : promised.size()); group++) {
            String scope = one ? "" : scopes.names().get(group);
            clients.add(promised.get(group).flatMap(rule -> BoundMeter.of("detect.client", scope, rule)));
        }
        server = serverRule.flatMap(rule -> BoundMeter.of("detect.server", "", rule));
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
