package dev.flatline.core.profile;

import static dev.flatline.core.profile.Parameter.seconds;
import static dev.flatline.core.profile.Parameter.unset;

import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.Expiry;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.OnExpiry;
import dev.flatline.core.heartbeat.PingFrame;
import dev.flatline.core.heartbeat.Pings;
import dev.flatline.core.heartbeat.Pings.Cadence;
import dev.flatline.core.heartbeat.Pings.Phase;
import dev.flatline.core.heartbeat.Scan;
import java.util.List;

/** No heartbeat at all, and the one that Flatline's own server has unless told otherwise. */
final class OwnProfiles {

    private static final int GOING_AWAY = 1001;
    private static final long SCAN = 50_000_000L;

    private OwnProfiles() {}

    static List<ServerProfile> all() {
        return List.of(
                new ServerProfile(
                        "flatline",
                        "our own: WebSocket pings spread over the interval; any bytes after a ping answer it",
                        "Flatline",
                        List.of(
                                seconds("every", 20, "from ping to ping"),
                                seconds("timeout", 10, "how long a ping may be unanswered"),
                                unset(
                                        "resume",
                                        "how long a session may be resumed after that; unset is as after any other end")),
                        OwnProfiles::flatline),
                new ServerProfile(
                        "none",
                        "nobody pings and nobody is ever closed",
                        "Flatline",
                        List.of(),
                        values -> HeartbeatRule.NONE));
    }

    /**
     * A heartbeat done well, as far as one rule fits all:
     *
     * <ul>
     *   <li>The server pings, with control frames: browsers answer them by themselves and cannot send any.
     *   <li>Every 20 s: twice within the 60 s after which nginx and common load balancers cut a connection without traffic.
     *   <li>Each connection at an instant of its own, drawn at its open: no burst of pings, nor of answers, not even after
     *       a whole fleet has come back in one second. A round for all, and intervals counted from the open, do burst then.
     *   <li>The time limit runs from the ping and not from the last sign of life: a server that stood still for a while asks
     *       before it closes, instead of declaring everybody gone.
     *   <li>Any bytes after the ping are an answer: a client on a slow line that is in the middle of a large message is
     *       alive, although its pong has to wait behind it. In exchange, what was under way when the client died may buy
     *       it one more round.
     *   <li>The end is a Close frame with 1001: it costs a dead peer nothing, and one that is alive after all can tell this
     *       from a failing network and comes back. Of the codes, 1000 would keep clients such as phoenix.js before 1.8.16
     *       away for good, and 1006 cannot be sent.
     *   <li>It looks every 50 ms, which reads one array and keeps the pings of a window of 100 ms apart.
     * </ul>
     *
     * A peer that vanishes is found after 10 s to 30 s.
     */
    private static HeartbeatRule flatline(ParameterValues values) {
        Pings pings = new Pings(PingFrame.WEBSOCKET, values.number("every"), Cadence.FIXED, Phase.SPREAD);
        OnExpiry goodbye = new OnExpiry(GOING_AWAY, "heartbeat timeout", values.number("resume"));
        return new HeartbeatRule(
                Activity.ANY_BYTES,
                pings,
                Pings.NONE,
                Expiry.unanswered(values.number("timeout"), goodbye),
                Scan.every(SCAN));
    }
}
