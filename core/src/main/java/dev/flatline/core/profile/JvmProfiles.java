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

/** Jetty, Tomcat, Undertow, Spring's simple broker and Java-WebSocket. */
final class JvmProfiles {

    private static final OnExpiry GOING_AWAY = OnExpiry.close(1001, "");
    private static final OnExpiry IDLE_TIMEOUT = OnExpiry.close(1001, "Idle Timeout");

    private JvmProfiles() {}

    static List<ServerProfile> all() {
        return List.of(jetty(), tomcat(), undertow(), springStomp(), javaWebSocket());
    }

    private static ServerProfile jetty() {
        return new ServerProfile(
                "jetty",
                "nobody pings; no bytes in either direction for the idle timeout closes",
                "Jetty 10 to 12",
                List.of(seconds("idle", 30, "the idle timeout; 300s in 9.x")),
                values -> idle(values.number("idle"), 0, IDLE_TIMEOUT));
    }

    private static ServerProfile tomcat() {
        return new ServerProfile(
                "tomcat",
                "nobody pings; neither read nor write for the session's idle timeout closes, if one is set",
                "Tomcat 9 to 11",
                List.of(unset("idle", "maxIdleTimeout; never if unset"), seconds("scan", 10, "the background check")),
                values -> idle(values.number("idle"), values.number("scan"), GOING_AWAY));
    }

    private static ServerProfile undertow() {
        return new ServerProfile(
                "undertow",
                "nobody pings; no channel IO for the session's idle timeout closes, if one is set",
                "Undertow, 2026-06",
                List.of(unset("idle", "maxIdleTimeout; never if unset")),
                values -> idle(values.number("idle"), 0, GOING_AWAY));
    }

    private static HeartbeatRule idle(long idleNanos, long scanNanos, OnExpiry action) {
        Expiry expiry = idleNanos == 0 ? Expiry.NONE : Expiry.silent(idleNanos, action);
        return new HeartbeatRule(Activity.ANY_IO, Pings.NONE, Pings.NONE, expiry, Scan.every(scanNanos));
    }

    private static ServerProfile springStomp() {
        return new ServerProfile(
                "spring-stomp",
                "the simple broker with a scheduler: line feeds both ways, at every task here, in the real one when nothing was"
                        + " written; the real one sends an ERROR first, its code is not known",
                "Spring 4 to 6",
                List.of(seconds("heartbeat", 10, "both directions, after negotiation")),
                values -> springStompRule(values.number("heartbeat")));
    }

    /** A read is missed after three intervals, looked for in the task that writes. */
    private static HeartbeatRule springStompRule(long everyNanos) {
        PingFrame lineFeed = PingFrame.text("\n", "");
        return new HeartbeatRule(
                Activity.MESSAGES,
                new Pings(lineFeed, everyNanos, Cadence.FIXED, Phase.SHARED),
                Pings.of(lineFeed, everyNanos, Cadence.FIXED),
                Expiry.silent(3 * everyNanos, OnExpiry.close(1002, "")),
                Scan.every(everyNanos));
    }

    private static ServerProfile javaWebSocket() {
        return new ServerProfile(
                "java-websocket",
                "one round for all; cuts whose last pong is older than one and a half intervals",
                "Java-WebSocket, 2026-01",
                List.of(seconds("interval", 60, "connectionLostTimeout")),
                values -> new HeartbeatRule(
                        Activity.PONGS,
                        new Pings(PingFrame.WEBSOCKET, values.number("interval"), Cadence.FIXED, Phase.SHARED),
                        Pings.NONE,
                        Expiry.silent(values.number("interval") * 3 / 2, OnExpiry.CUT),
                        Scan.every(values.number("interval"))));
    }
}
