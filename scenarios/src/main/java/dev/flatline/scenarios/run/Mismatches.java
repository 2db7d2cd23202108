package dev.flatline.scenarios.run;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.dialect.Dialect;
import dev.flatline.core.dialect.Introduction;
import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.Expiry.From;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.OnExpiry;
import dev.flatline.core.heartbeat.Pings;
import dev.flatline.core.load.ClientGroup;
import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.load.MessagePlan;
import dev.flatline.core.reconnect.Loss;
import dev.flatline.core.text.Durations;
import dev.flatline.scenarios.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Clients and a server of ours whose heartbeats cannot live together. Pure; of a foreign server nothing is known. */
public final class Mismatches {

    /** A server that does not ping tells its Engine.IO clients to wait for weeks. */
    private static final long LONGER_THAN_ANY_RUN_NANOS = TimeUnit.DAYS.toNanos(1);

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
        HeartbeatRule tuned = Introduction.tuned(client.dialect(), client.heartbeat(), server);
        MessagePlan messages = client.messages();
        List<String> found = new ArrayList<>();
        missing(tuned, server, plain, sooner(messages, messages.happen(), tuned), "client", "server")
                .or(() -> unpinged(tuned, server))
                .ifPresent(found::add);
        missing(server, tuned, plain, sooner(messages, messages.sends(), server), "server", "client")
                .ifPresent(found::add);
        forGood(client, server).ifPresent(found::add);
        return found;
    }

    /** Whether messages come as signs of life before a side gives up. */
    private static boolean sooner(MessagePlan messages, boolean come, HeartbeatRule waiting) {
        return come
                && hearsMessages(waiting)
                && waiting.expires()
                && messages.intervalNanos() < waiting.expiry().timeoutNanos();
    }

    /** A client that relies on the server's pings beside its own. */
    private static Optional<String> unpinged(HeartbeatRule client, HeartbeatRule server) {
        Pings awaited = client.peerPings();
        return client.sendsPings() && awaited.sends() && !awaited.frame().isText() && !server.sendsPings()
                ? Optional.of("the client wants a ping every " + Durations.text(awaited.everyNanos())
                        + ", and the server never pings")
                : Optional.empty();
    }

    /** A client that whatever else ends a connection brings back, and not what the server ends it with. */
    private static Optional<String> forGood(ClientPlan client, HeartbeatRule server) {
        OnExpiry action = server.expiry().action();
        boolean ends = server.expires()
                && action.sendsClose()
                && givesUp(client, CloseCause.CLOSE_FRAME, action.closeCode())
                && !givesUp(client, CloseCause.RESET, 0);
        return ends
                ? Optional.of("the server gives up with Close " + action.closeCode()
                        + ", after which the client never comes back")
                : Optional.empty();
    }

    private static boolean givesUp(ClientPlan client, CloseCause cause, int code) {
        return client.reconnect()
                .next(Loss.of(cause, code), new SplittableRandom(0))
                .givesUp();
    }

    /** What a side that gives up on silence, or on an unanswered ping, never gets from the other. */
    private static Optional<String> missing(
            HeartbeatRule waiting, HeartbeatRule peer, boolean plain, boolean sooner, String side, String other) {
        Pings asked = waiting.pings();
        if (!waiting.expires() || waiting.expiry().timeoutNanos() > LONGER_THAN_ANY_RUN_NANOS || sooner) {
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
