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
import java.util.List;

/** uWebSockets, gorilla, Centrifugo, Python's websockets, nginx: C, C++, Go and Python. */
final class NativeProfiles {

    private static final long SECOND = 1_000_000_000L;
    private static final long WHEEL_TICK = 4 * SECOND;

    private NativeProfiles() {}

    static List<ServerProfile> all() {
        return List.of(uWebSockets(), gorilla(), centrifugo(), pythonWebsockets(), nginx());
    }

    private static ServerProfile uWebSockets() {
        return new ServerProfile(
                "uwebsockets",
                "pings a quiet connection some time before its idle timeout, then cuts; any bytes count; a wheel of 4 s ticks",
                "uWebSockets 20.79",
                List.of(seconds("idle", 120, "idleTimeout: whole multiples of 4s, from 8s to 960s")),
                NativeProfiles::uWebSocketsRule);
    }

    /**
     * The margin between ping and end is 4 s, doubled up to 16 s while the timeout is at least four times as long
     * (WebSocketContextData.h). A time of n ticks is over at the n-th tick after it was set, so both come up to one tick
     * early: the first tick with more than n - 1/2 of them.
     */
    private static HeartbeatRule uWebSocketsRule(ParameterValues values) {
        long idle = values.number("idle");
        if (idle < 2 * WHEEL_TICK || idle > 960 * SECOND || idle % WHEEL_TICK != 0) {
            throw new IllegalArgumentException("idle must be a multiple of 4s from 8s to 960s");
        }
        long margin = WHEEL_TICK;
        while (idle >= 4 * margin && margin < 16 * SECOND) {
            margin *= 2;
        }
        return new HeartbeatRule(
                Activity.ANY_BYTES,
                Pings.of(PingFrame.WEBSOCKET, idle - margin - WHEEL_TICK / 2, Cadence.QUIET_ONCE),
                Pings.NONE,
                Expiry.silent(idle - WHEEL_TICK / 2, OnExpiry.CUT),
                Scan.counted(WHEEL_TICK));
    }

    private static ServerProfile gorilla() {
        return new ServerProfile(
                "gorilla",
                "the chat example: a read deadline that only pongs extend, and pings a little more often than that",
                "gorilla/websocket, examples/chat",
                List.of(seconds("pong-wait", 60, "the read deadline; pings go at 0.9 of it")),
                values -> new HeartbeatRule(
                        Activity.PONGS,
                        Pings.of(PingFrame.WEBSOCKET, values.number("pong-wait") / 10 * 9, Cadence.FIXED),
                        Pings.NONE,
                        Expiry.silent(values.number("pong-wait"), OnExpiry.CUT),
                        Scan.EXACT));
    }

    private static ServerProfile centrifugo() {
        return new ServerProfile(
                "centrifugo",
                "sends an empty reply, the first one at random; only the same from the client counts; here nothing forbids one"
                        + " that was not asked for",
                "Centrifugo 2026-07",
                List.of(
                        seconds("ping-interval", 25, "from ping to ping"),
                        seconds("pong-timeout", 8, "how long one may be unanswered; 10s in the library")),
                values -> new HeartbeatRule(
                        Activity.PONGS,
                        new Pings(
                                PingFrame.text("{}", "{}"),
                                values.number("ping-interval"),
                                Cadence.FIXED,
                                Phase.RANDOM_HALF),
                        Pings.NONE,
                        Expiry.unanswered(values.number("pong-timeout"), OnExpiry.close(3012, "no pong")),
                        Scan.EXACT));
    }

    private static ServerProfile pythonWebsockets() {
        return new ServerProfile(
                "python-websockets",
                "protocol pings from the open on; closes when one is unanswered",
                "websockets, 2026-07",
                List.of(
                        seconds("ping-interval", 20, "from ping to ping"),
                        seconds("ping-timeout", 20, "how long one may be unanswered")),
                values -> NodeProfiles.pinging(
                        values.number("ping-interval"),
                        values.number("ping-timeout"),
                        OnExpiry.close(1011, "keepalive ping timeout")));
    }

    private static ServerProfile nginx() {
        return new ServerProfile(
                "nginx",
                "the proxy in front of a server: no bytes in either direction for its read timeout cuts both sides",
                "nginx, 2026-08",
                List.of(seconds("read-timeout", 60, "proxy_read_timeout")),
                values -> HeartbeatRule.idle(Activity.ANY_IO, values.number("read-timeout"), 0));
    }
}
