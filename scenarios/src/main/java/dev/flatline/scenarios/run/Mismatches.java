package dev.flatline.scenarios.run;

import dev.flatline.core.dialect.Dialect;
import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.Expiry.From;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.Pings;
import dev.flatline.core.load.ClientGroup;
import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.text.Durations;
import dev.flatline.scenarios.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Clients and a server of ours whose heartbeats cannot live together. Pure; of a foreign server nothing is known. */
public final class Mismatches {

    private Mismatches() {}

    /** A warning for each pair that ends its own connections; none for a foreign server. */
    public static List<String> of(Scenario scenario, boolean foreign) {
        List<String> warnings = new ArrayList<>();
        if (!foreign) {
            for (ClientGroup group : scenario.load().groups()) {
                of(group.client(), scenario.serverRule(), scenario.server().dialect())
                        .forEach(text -> warnings.add("clients '" + group.name() + "': " + text));
            }
        }
        return warnings;
    }

    static List<String> of(ClientPlan client, HeartbeatRule server, Dialect spoken) {
        String own = client.dialect().name();
        if (!own.equals(spoken.name())) {
            return List.of("they speak " + own + " and the server speaks " + spoken.name());
        }
        boolean plain = own.equals("plain");
        boolean talks = client.messages().sends();
        List<String> found = new ArrayList<>();
        missing(client.heartbeat(), server, plain, talks, "client", "server").ifPresent(found::add);
        missing(server, client.heartbeat(), plain, talks, "server", "client").ifPresent(found::add);
        return found;
    }

    /** What a side that gives up on silence, or on an unanswered ping, never gets from the other. */
    private static Optional<String> missing(
            HeartbeatRule waiting, HeartbeatRule peer, boolean plain, boolean talks, String side, String other) {
        Pings asked = waiting.pings();
        if (!waiting.expires() || (talks && hearsMessages(waiting))) {
            return Optional.empty();
        }
        if (asked.sends() && asked.frame().isAnswered()) {
            boolean answered = !plain
                    || !asked.frame().isText()
                    || asked.frame().equals(peer.peerPings().frame());
            return answered || hears(waiting, peer, plain)
                    ? Optional.empty()
                    : Optional.of("the " + side + " pings with the text "
                            + asked.frame().text() + ", which the " + other + " does not answer");
        }
        String limit = Durations.text(waiting.expiry().timeoutNanos());
        if (!hears(waiting, peer, plain)) {
            return Optional.of("the " + side + " gives up after " + limit + " without a "
                    + (waiting.activity() == Activity.PEER_PINGS ? "ping" : "sign of life") + ", and the " + other
                    + (peer.sendsPings() ? "'s pings do not count as one" : " never pings"));
        }
        return waiting.expiry().from() == From.ACTIVITY
                        && waiting.expiry().timeoutNanos() <= peer.pings().everyNanos()
                ? Optional.of("the " + side + " gives up after " + limit + " of silence, and the " + other
                        + " pings only every " + Durations.text(peer.pings().everyNanos()))
                : Optional.empty();
    }

    private static boolean hearsMessages(HeartbeatRule rule) {
        return switch (rule.activity()) {
            case ANY_IO, ANY_BYTES, ANY_FRAME, MESSAGES -> true;
            case PONGS, CURRENT_PONG, PEER_PINGS -> false;
        };
    }

    /** Whether the other side's pings are signs of life. */
    private static boolean hears(HeartbeatRule waiting, HeartbeatRule peer, boolean plain) {
        if (!peer.sendsPings()) {
            return false;
        }
        boolean text = peer.pings().frame().isText();
        return switch (waiting.activity()) {
            case ANY_IO, ANY_BYTES, ANY_FRAME -> true;
            case MESSAGES -> text || !plain;
            case PEER_PINGS ->
                !plain
                        || (text
                                && peer.pings()
                                        .frame()
                                        .equals(waiting.peerPings().frame()));
            case PONGS, CURRENT_PONG -> false;
        };
    }
}
