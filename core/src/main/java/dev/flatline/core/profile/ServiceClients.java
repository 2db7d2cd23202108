package dev.flatline.core.profile;

import static dev.flatline.core.profile.Parameter.seconds;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.Expiry;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.OnExpiry;
import dev.flatline.core.heartbeat.PingFrame;
import dev.flatline.core.heartbeat.Pings;
import dev.flatline.core.heartbeat.Pings.Cadence;
import dev.flatline.core.heartbeat.Pings.Phase;
import dev.flatline.core.heartbeat.Scan;
import dev.flatline.core.reconnect.AfterLive;
import dev.flatline.core.reconnect.CloseReaction;
import dev.flatline.core.reconnect.CloseReaction.When;
import dev.flatline.core.reconnect.DelayTable;
import dev.flatline.core.reconnect.LinearBackoff;
import dev.flatline.core.reconnect.ReconnectPolicy;
import dev.flatline.core.reconnect.Scaled;
import dev.flatline.core.reconnect.SinceStart;
import dev.flatline.core.reconnect.SuspendAfter;
import java.util.List;

/** Pusher, Ably, Discord and Slack: clients of a service. */
final class ServiceClients {

    private static final long MS = Growth.MS;
    private static final long SECOND = Growth.SECOND;
    private static final long IDENTIFY_INTERVAL = 41_250 * MS;

    private ServiceClients() {}

    static List<ClientProfile> all() {
        return List.of(pusher(), ably(), discord(), slack());
    }

    private static ClientProfile pusher() {
        PingFrame ping = PingFrame.text("{\"event\":\"pusher:ping\",\"data\":{}}", "{\"event\":\"pusher:pong\"}");
        return ClientProfile.of(
                        "pusher",
                        "pusher-js 8.6.0",
                        "pings when idle; 1s after a live connection, then 15, 30, 60s from start to start, no jitter; the real"
                                + " one goes on with TLS after a 4000, and falls back to HTTP")
                .beating(
                        List.of(
                                seconds("activity-timeout", 120, "silence before a ping; the server may shorten it"),
                                seconds("pong-timeout", 30, "pongTimeout, added to it")),
                        values -> new HeartbeatRule(
                                Activity.MESSAGES,
                                Pings.of(ping, values.number("activity-timeout"), Cadence.QUIET_ONCE),
                                Pings.NONE,
                                Expiry.silent(
                                        values.number("activity-timeout") + values.number("pong-timeout"),
                                        OnExpiry.close(1000, "")),
                                Scan.EXACT))
                .returning(
                        new AfterLive(
                                Growth.fixed(SECOND),
                                new SinceStart(DelayTable.thenLast(15_000, 30_000, 60_000)),
                                false),
                        CloseReaction.stop(When.codes(4000, 4099)),
                        CloseReaction.atOnce(When.codes(4200, 4299)),
                        CloseReaction.stop(When.codes(4300, 4999)),
                        CloseReaction.atOnce(When.cause(CloseCause.HEARTBEAT_EXPIRED)))
                .tryingFor(15)
                .resuming("a new socket_id; channels are authorised again");
    }

    /** The loss of a live connection is its first disconnection, whose own delay is not waited. */
    private static ClientProfile ably() {
        ReconnectPolicy failures = new Scaled(DelayTable.thenLast(15_000, 20_000, 25_000, 30_000), 1, 0.8);
        return ClientProfile.of(
                        "ably",
                        "ably-js 2.28.0",
                        "waits for the server's heartbeats; at once, then 15 to 30s less up to 20 %, suspended to 30s after two"
                                + " minutes; how it closes and what the heartbeat says are not modelled")
                .beating(
                        List.of(seconds("max-idle", 15, "the server's maxIdleInterval; 10.1s more are waited")),
                        values -> HeartbeatRule.idle(Activity.MESSAGES, values.number("max-idle") + 10_100 * MS, 0)
                                .withPeerPings(Pings.of(
                                        PingFrame.text("{\"action\":0}", ""),
                                        values.number("max-idle"),
                                        Cadence.QUIET)))
                .returning(new SuspendAfter(
                        new AfterLive(new SinceStart(Growth.fixed(SECOND)), failures, true), 120 * SECOND, 30 * SECOND))
                .tryingFor(10)
                .resuming("its connectionKey, for two minutes");
    }

    private static ClientProfile discord() {
        return ClientProfile.of(
                        "discord",
                        "@discordjs/ws 2.0.4",
                        "the first heartbeat at random in the interval, unacknowledged at the next closes with 4200; 500ms after"
                                + " every loss but the fatal codes; identify's throttle is not modelled")
                .beating(
                        List.of(new Parameter(
                                "heartbeat",
                                Parameter.Unit.DURATION,
                                IDENTIFY_INTERVAL,
                                "",
                                false,
                                "the server's heartbeat_interval")),
                        values -> new HeartbeatRule(
                                Activity.PONGS,
                                new Pings(
                                        PingFrame.text("{\"op\":1,\"d\":null}", "{\"op\":11}"),
                                        values.number("heartbeat"),
                                        Cadence.FIXED,
                                        Phase.SPREAD),
                                Pings.NONE,
                                Expiry.unanswered(values.number("heartbeat"), OnExpiry.close(4200, "")),
                                Scan.EXACT))
                .returning(
                        Growth.fixed(500 * MS),
                        CloseReaction.stop(When.code(4004)),
                        CloseReaction.stop(When.codes(4010, 4014)))
                .tryingFor(30)
                .resuming(
                        "session_id and seq at the resume_gateway_url; a new session after 1000, 4003, 4005, 4007, 4008");
    }

    private static ClientProfile slack() {
        return ClientProfile.of(
                        "slack-socket-mode",
                        "@slack/socket-mode 3.1.0",
                        "pings every 5s and must be answered before the next; 5s more before each attempt, as if the fetch of"
                                + " the URL failed with it: always 5s while that works; the real one also leaves a server that"
                                + " does not ping for 30s")
                .beating(new HeartbeatRule(
                        Activity.PONGS,
                        Pings.of(PingFrame.WEBSOCKET, 5 * SECOND, Cadence.FIXED),
                        Pings.of(PingFrame.WEBSOCKET, 30 * SECOND, Cadence.FIXED),
                        Expiry.unanswered(5 * SECOND, OnExpiry.CUT),
                        Scan.EXACT))
                .returning(new LinearBackoff(5 * SECOND))
                .resuming("nobody: a new URL, nothing is replayed");
    }
}
