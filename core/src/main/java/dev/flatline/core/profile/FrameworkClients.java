package dev.flatline.core.profile;

import static dev.flatline.core.profile.Parameter.seconds;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.dialect.ActionCable;
import dev.flatline.core.dialect.Centrifuge;
import dev.flatline.core.dialect.EngineIo3;
import dev.flatline.core.dialect.EngineIo4;
import dev.flatline.core.dialect.Phoenix;
import dev.flatline.core.dialect.SignalR;
import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.Expiry;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.OnExpiry;
import dev.flatline.core.heartbeat.PingFrame;
import dev.flatline.core.heartbeat.Pings;
import dev.flatline.core.heartbeat.Pings.Cadence;
import dev.flatline.core.heartbeat.Scan;
import dev.flatline.core.reconnect.Backo2;
import dev.flatline.core.reconnect.CloseReaction;
import dev.flatline.core.reconnect.CloseReaction.When;
import dev.flatline.core.reconnect.DelayTable;
import dev.flatline.core.reconnect.FlooredJitter;
import dev.flatline.core.reconnect.FreePolls;
import dev.flatline.core.reconnect.ReconnectPolicy;
import java.util.List;
import java.util.stream.Stream;

/** Socket.IO, Phoenix, SignalR, Centrifuge and Action Cable: clients that belong to a server framework. */
final class FrameworkClients {

    private static final long MS = Growth.MS;
    private static final long SECOND = Growth.SECOND;
    private static final long STALE = 6 * SECOND;
    private static final String PING_INTERVAL = "ping-interval";
    private static final String PING_TIMEOUT = "ping-timeout";
    private static final OnExpiry WITHOUT_CODE = OnExpiry.close(OnExpiry.NO_STATUS, "");
    private static final CloseReaction STOPS_WHEN_SENT_AWAY = CloseReaction.stop(When.cause(CloseCause.SENT_AWAY));

    private FrameworkClients() {}

    static List<ClientProfile> all() {
        return List.of(socketIo4(), socketIo2(), phoenix1815(), phoenix(), signalR(), centrifuge(), actionCable());
    }

    private static ClientProfile socketIo4() {
        return ClientProfile.of(
                        "socket.io-4",
                        "socket.io-client 4.8.4",
                        "answers the server's pings, and only those count; ±50 % in ten bands, capped after jitter")
                .speaking(EngineIo4.DIALECT)
                .beating(engineIoParameters("the server's pingInterval", "the server's pingTimeout"), values -> {
                    long every = values.number(PING_INTERVAL);
                    return HeartbeatRule.idle(Activity.PEER_PINGS, every + values.number(PING_TIMEOUT), 0)
                            .withPeerPings(NodeProfiles.engineIoPings(every))
                            .withExpiry(Expiry.silent(every + values.number(PING_TIMEOUT), WITHOUT_CODE));
                })
                .returning(socketIoBackoff(), STOPS_WHEN_SENT_AWAY)
                .tryingFor(20)
                .resuming("a new sid; with connection state recovery {pid, offset}");
    }

    private static ClientProfile socketIo2() {
        return ClientProfile.of(
                        "socket.io-2",
                        "socket.io-client 2.5.0, engine.io-client 3.5.4",
                        "pings an interval after each pong, any packet counts; the backoff of socket.io-4")
                .speaking(EngineIo3.DIALECT)
                .beating(
                        engineIoParameters("from a pong to the next ping", "added to it, without a packet"), values -> {
                            long every = values.number(PING_INTERVAL);
                            return HeartbeatRule.NONE
                                    .withActivity(Activity.MESSAGES)
                                    .withPings(NodeProfiles.engineIoPings(every))
                                    .withExpiry(Expiry.silent(every + values.number(PING_TIMEOUT), WITHOUT_CODE));
                        })
                .returning(socketIoBackoff(), STOPS_WHEN_SENT_AWAY)
                .tryingFor(20)
                .resuming("a new sid");
    }

    private static List<Parameter> engineIoParameters(String interval, String timeout) {
        return List.of(seconds(PING_INTERVAL, 25, interval), seconds(PING_TIMEOUT, 20, timeout));
    }

    private static ReconnectPolicy socketIoBackoff() {
        return new Backo2(1_000, 5_000, 2, 0.5);
    }

    private static ClientProfile phoenix1815() {
        return phoenix(
                "phoenix-1.8.15",
                "phoenix.js 1.8.15",
                "as phoenix, but a Close 1000 of the server ends it: Cowboy's idle timeout, for one",
                CloseReaction.stop(When.code(1000)));
    }

    private static ClientProfile phoenix() {
        return phoenix(
                "phoenix", "phoenix.js 1.8.16", "a heartbeat 30s after each reply; a table from 10ms to 5s, no jitter");
    }

    /** Its own close waits up to 1.5 s (150 + 300 + 450 + 600 ms) for an answer, which a silent server does not give. */
    private static ClientProfile phoenix(String name, String source, String description, CloseReaction... more) {
        PingFrame heartbeat = PingFrame.text(
                "[null,\"{n}\",\"phoenix\",\"heartbeat\",{}]",
                "[null,\"{n}\",\"phoenix\",\"phx_reply\",{\"response\":{},\"status\":\"ok\"}]");
        CloseReaction[] reactions = Stream.concat(
                        Stream.of(CloseReaction.after(When.cause(CloseCause.HEARTBEAT_EXPIRED), 1_510 * MS)),
                        Stream.of(more))
                .toArray(CloseReaction[]::new);
        return ClientProfile.of(name, source, description)
                .speaking(Phoenix.DIALECT)
                .beating(
                        List.of(seconds("heartbeat", 30, "heartbeatIntervalMs, and the limit for a reply")),
                        values -> new HeartbeatRule(
                                Activity.PONGS,
                                Pings.of(heartbeat, values.number("heartbeat"), Cadence.AFTER_ANSWER),
                                Pings.NONE,
                                Expiry.unanswered(
                                        values.number("heartbeat"), OnExpiry.close(1000, "heartbeat timeout")),
                                Scan.EXACT))
                .returning(DelayTable.thenLast(10, 50, 100, 150, 200, 250, 500, 1_000, 2_000, 5_000), reactions)
                .resuming("nobody: its channels join again, the first try after 1s");
    }

    private static ClientProfile signalR() {
        PingFrame ping = PingFrame.text("{\"type\":6}\u001e", "");
        return ClientProfile.of(
                        "signalr",
                        "@microsoft/signalr 10.0.11, withAutomaticReconnect()",
                        "both sides ping; 0, 2, 10, 30s and then no more; a first connect that fails is never retried")
                .speaking(SignalR.DIALECT)
                .beating(
                        List.of(
                                seconds("keep-alive", 15, "keepAliveIntervalInMilliseconds; here at a fixed interval"),
                                seconds("server-timeout", 30, "serverTimeoutInMilliseconds")),
                        values -> new HeartbeatRule(
                                Activity.MESSAGES,
                                Pings.of(ping, values.number("keep-alive"), Cadence.FIXED),
                                Pings.of(ping, values.number("keep-alive"), Cadence.FIXED),
                                Expiry.silent(values.number("server-timeout"), WITHOUT_CODE),
                                Scan.EXACT))
                .returning(
                        DelayTable.thenStop(0, 2_000, 10_000, 30_000),
                        CloseReaction.stop(When.firstConnectFails()),
                        STOPS_WHEN_SENT_AWAY)
                .tryingFor(30)
                .resuming("a new connectionId, unless the reconnect is stateful");
    }

    private static ClientProfile centrifuge() {
        return ClientProfile.of(
                        "centrifuge",
                        "centrifuge-js 5.8.0",
                        "answers the server's pings, any data counts; full jitter above a floor of 500ms; of a Close it sees"
                                + " the code alone: the real one heeds a JSON reason, and stops for no code whose reason is"
                                + " empty")
                .speaking(Centrifuge.DIALECT)
                .beating(
                        List.of(
                                seconds("ping-interval", 25, "the server's, from its connect reply"),
                                seconds("max-delay", 10, "maxServerPingDelay, added to it")),
                        values -> {
                            long every = values.number("ping-interval");
                            return HeartbeatRule.idle(Activity.MESSAGES, every + values.number("max-delay"), 0)
                                    .withPeerPings(Pings.of(PingFrame.text("{}", "{}"), every, Cadence.FIXED))
                                    .withExpiry(Expiry.silent(every + values.number("max-delay"), WITHOUT_CODE));
                        })
                .returning(
                        new FlooredJitter(500, 20_000),
                        CloseReaction.stop(When.code(1009)),
                        CloseReaction.stop(When.codes(3500, 3999)),
                        CloseReaction.stop(When.codes(4500, 4999)),
                        STOPS_WHEN_SENT_AWAY)
                .tryingFor(5)
                .resuming("each subscription recovers from its epoch and offset");
    }

    private static ClientProfile actionCable() {
        PingFrame ping = PingFrame.text("{\"type\":\"ping\",\"message\":{unix}}", "");
        return ClientProfile.of(
                        "actioncable",
                        "@rails/actioncable 8.1.400",
                        "no delay after a close: a clock polls every 6 to 12s, later every 6.9 to 28s, and reconnects at a poll"
                                + " that finds 6s of silence; here the clock starts anew at each open, and an attempt hangs for"
                                + " 7s at most")
                .speaking(ActionCable.DIALECT)
                .beating(new HeartbeatRule(
                        Activity.MESSAGES,
                        Pings.NONE,
                        Pings.of(ping, 3 * SECOND, Cadence.FIXED),
                        Expiry.silent(STALE, WITHOUT_CODE),
                        Scan.polls(STALE)))
                .returning(new FreePolls(STALE, 1.15, 0.15, 500 * MS), STOPS_WHEN_SENT_AWAY)
                .tryingFor(7)
                .resuming("nobody: its subscriptions are sent again after the welcome");
    }
}
