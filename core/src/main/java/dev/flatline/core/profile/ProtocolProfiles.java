package dev.flatline.core.profile;

import static dev.flatline.core.profile.Parameter.seconds;

import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.Expiry;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.OnExpiry;
import dev.flatline.core.heartbeat.PingFrame;
import dev.flatline.core.heartbeat.Pings;
import dev.flatline.core.heartbeat.Pings.Cadence;
import dev.flatline.core.heartbeat.Pings.Phase;
import dev.flatline.core.heartbeat.Scan;
import dev.flatline.core.heartbeat.Scan.Grid;
import java.util.List;

/** Phoenix on Cowboy and on Bandit, SignalR, Action Cable and MQTT: protocols with a heartbeat of their own. */
final class ProtocolProfiles {

    private static final long PHOENIX_HEARTBEAT = 30_000_000_000L;
    private static final long SIGNALR_TICK = 1_000_000_000L;
    private static final long COWBOY_TICKS = 10;

    private ProtocolProfiles() {}

    static List<ServerProfile> all() {
        return List.of(phoenixCowboy(), phoenixBandit(), signalR(), actionCable(), mqtt());
    }

    private static ServerProfile phoenixCowboy() {
        return new ServerProfile(
                "phoenix-cowboy",
                "the client's heartbeat is answered; no bytes for ten ticks of the connection closes with 1000 at the eleventh",
                "Phoenix 1.8, Cowboy 2.18",
                List.of(seconds("timeout", 60, "the socket's timeout")),
                values -> phoenix(
                        values.number("timeout"),
                        OnExpiry.close(1000, ""),
                        new Scan(values.number("timeout") / COWBOY_TICKS, Grid.CONNECTION, 0, false)));
    }

    private static ServerProfile phoenixBandit() {
        return new ServerProfile(
                "phoenix-bandit",
                "the client's heartbeat is answered; no bytes for the read timeout closes with 1002",
                "Phoenix 1.8, Bandit 1.12",
                List.of(seconds("timeout", 60, "the socket's timeout")),
                values -> phoenix(values.number("timeout"), OnExpiry.close(1002, ""), Scan.EXACT));
    }

    private static HeartbeatRule phoenix(long timeoutNanos, OnExpiry action, Scan scan) {
        PingFrame heartbeat = PingFrame.text(
                "[null,\"{n}\",\"phoenix\",\"heartbeat\",{}]",
                "[null,\"{n}\",\"phoenix\",\"phx_reply\",{\"response\":{},\"status\":\"ok\"}]");
        return new HeartbeatRule(
                Activity.ANY_BYTES,
                Pings.NONE,
                Pings.of(heartbeat, PHOENIX_HEARTBEAT, Cadence.AFTER_ANSWER),
                Expiry.silent(timeoutNanos, action),
                scan);
    }

    private static ServerProfile signalR() {
        return new ServerProfile(
                "signalr",
                "both sides send a ping message; here at a fixed interval, in the real one only when nothing else was sent; any"
                        + " hub message counts",
                "ASP.NET Core 8 to 10",
                List.of(
                        seconds("keep-alive", 15, "KeepAliveInterval, of either side"),
                        seconds("client-timeout", 30, "ClientTimeoutInterval")),
                values -> signalRRule(values.number("keep-alive"), values.number("client-timeout")));
    }

    private static HeartbeatRule signalRRule(long everyNanos, long timeoutNanos) {
        PingFrame ping = PingFrame.text("{\"type\":6}\u001e", "");
        return new HeartbeatRule(
                Activity.MESSAGES,
                Pings.of(ping, everyNanos, Cadence.FIXED),
                Pings.of(ping, everyNanos, Cadence.FIXED),
                Expiry.silent(timeoutNanos, OnExpiry.CUT),
                Scan.every(SIGNALR_TICK));
    }

    private static ServerProfile actionCable() {
        return new ServerProfile(
                "actioncable",
                "a ping message to all in one beat; nobody answers, and nobody is ever closed for that",
                "Action Cable 8.1",
                List.of(seconds("beat", 3, "BEAT_INTERVAL")),
                values -> new HeartbeatRule(
                        Activity.MESSAGES,
                        new Pings(
                                PingFrame.text("{\"type\":\"ping\",\"message\":{unix}}", ""),
                                values.number("beat"),
                                Cadence.FIXED,
                                Phase.SHARED),
                        Pings.NONE,
                        Expiry.NONE,
                        Scan.every(values.number("beat"))));
    }

    private static ServerProfile mqtt() {
        return new ServerProfile(
                "mqtt",
                "the client pings within its keep-alive; one and a half of it without a packet cuts; here any frame is a packet,"
                        + " and the client's ping a WebSocket ping",
                "MQTT 3.1.1 and 5",
                List.of(seconds("keep-alive", 60, "the client's Keep Alive")),
                values -> HeartbeatRule.idle(Activity.ANY_FRAME, values.number("keep-alive") / 2 * 3, 0)
                        .withPeerPings(Pings.of(PingFrame.WEBSOCKET, values.number("keep-alive"), Cadence.QUIET_ONCE)));
    }
}
