package dev.flatline.core.profile;

import static dev.flatline.core.profile.Parameter.seconds;

import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.Expiry;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.OnExpiry;
import dev.flatline.core.heartbeat.PingFrame;
import dev.flatline.core.heartbeat.Pings;
import dev.flatline.core.heartbeat.Pings.Cadence;
import dev.flatline.core.heartbeat.Scan;
import java.util.List;

/** Engine.IO (Socket.IO) 3 and 4, SockJS, the recipe of ws, and graphql-ws. */
final class NodeProfiles {

    private static final String PING_INTERVAL = "ping-interval";
    private static final String PING_TIMEOUT = "ping-timeout";
    private static final OnExpiry WITHOUT_CODE = OnExpiry.close(OnExpiry.NO_STATUS, "");

    private NodeProfiles() {}

    static List<ServerProfile> all() {
        return List.of(engineIo3(), engineIo4(), sockJs(), ws(), graphQlWs());
    }

    private static ServerProfile engineIo3() {
        return new ServerProfile(
                "engine.io-3",
                "Socket.IO 2: the client sends 2 and gets 3; no packet for both times together closes without a code",
                "engine.io 3.6.2",
                List.of(
                        seconds(PING_INTERVAL, 25, "how often the client pings"),
                        seconds(PING_TIMEOUT, 20, "added to it; 5s up to 3.5")),
                values -> HeartbeatRule.idle(
                                Activity.MESSAGES, values.number(PING_INTERVAL) + values.number(PING_TIMEOUT), 0)
                        .withPeerPings(engineIoPings(values.number(PING_INTERVAL)))
                        .withExpiry(Expiry.silent(
                                values.number(PING_INTERVAL) + values.number(PING_TIMEOUT), WITHOUT_CODE)));
    }

    /** The text pings of an Engine.IO 3 client: one interval after each pong. */
    static Pings engineIoPings(long everyNanos) {
        return Pings.of(PingFrame.text("2", "3"), everyNanos, Cadence.AFTER_ANSWER);
    }

    private static ServerProfile engineIo4() {
        return new ServerProfile(
                "engine.io-4",
                "Socket.IO 3 and 4: sends 2 after each 3, and only a 3 counts (6.6.0 to 6.6.10; other versions let packets help)",
                "engine.io 6.6.12",
                List.of(
                        seconds(PING_INTERVAL, 25, "from a pong to the next ping"),
                        seconds(PING_TIMEOUT, 20, "how long a ping may be unanswered; 5s before 5.0")),
                values -> new HeartbeatRule(
                        Activity.PONGS,
                        engineIoPings(values.number(PING_INTERVAL)),
                        Pings.NONE,
                        Expiry.unanswered(values.number(PING_TIMEOUT), WITHOUT_CODE),
                        Scan.EXACT));
    }

    private static ServerProfile sockJs() {
        return new ServerProfile(
                "sockjs",
                "the websocket transport: protocol pings from the open on; the real one sends its session's close frame first",
                "sockjs 0.3.24",
                List.of(
                        seconds("heartbeat-delay", 25, "from ping to ping"),
                        seconds("timeout", 10, "how long a ping may be unanswered")),
                values -> pinging(
                        values.number("heartbeat-delay"),
                        values.number("timeout"),
                        OnExpiry.close(3000, "No response from heartbeat")));
    }

    private static ServerProfile ws() {
        return new ServerProfile(
                "ws",
                "the README's recipe: one round for all, terminates who has not answered the one before",
                "ws 8.23.0",
                List.of(seconds("interval", 30, "the interval of the round")),
                values -> PhpProfiles.rounds(Activity.PONGS, values.number("interval"), OnExpiry.CUT));
    }

    private static ServerProfile graphQlWs() {
        return new ServerProfile(
                "graphql-ws",
                "protocol pings from the open on; terminates at the next one if there was no pong",
                "graphql-ws 6.4.2",
                List.of(seconds("keep-alive", 12, "from ping to ping, and the limit for the pong")),
                values -> pinging(values.number("keep-alive"), values.number("keep-alive"), OnExpiry.CUT));
    }

    /** Exact timers of each connection: a ping at a fixed interval, and a limit for its pong. */
    static HeartbeatRule pinging(long everyNanos, long timeoutNanos, OnExpiry action) {
        return new HeartbeatRule(
                Activity.PONGS,
                Pings.of(PingFrame.WEBSOCKET, everyNanos, Cadence.FIXED),
                Pings.NONE,
                Expiry.unanswered(timeoutNanos, action),
                Scan.EXACT);
    }
}
