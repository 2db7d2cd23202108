package dev.flatline.core.profile;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.heartbeat.DetectorKind;
import dev.flatline.core.heartbeat.ExpiryWindow;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.PeerFleet;
import dev.flatline.core.heartbeat.PeerFleet.Peer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every preset finds a dead peer in the window that the real server does, at both ends, whatever structure looks for it. The
 * windows are what source or measurement of the real server gave; they are not computed from the rule.
 */
class DetectionWindowTest {

    private static final double SECOND = 1e9;
    /** The grid of the deaths is no finer than that, nor is an exact scan. */
    private static final double NEAR = 0.16;
    /** A ping and its pong take a moment here, and the windows leave it out. */
    private static final double ON_THE_WAY = 2e-6;

    /** From which instant of a peer a window is counted. */
    private enum Since {
        LAST_ACTIVITY,
        DEATH,
        OPEN
    }

    private record Case(String profile, ParameterValues values, Since since, double from, double to) {
        @Override
        public String toString() {
            return profile + " " + values + " since " + since + ": " + from + " to " + to;
        }
    }

    private static Case silent(String profile, double from, double to, Object... values) {
        return new Case(profile, values(values), Since.LAST_ACTIVITY, from, to);
    }

    private static Case dead(String profile, double from, double to, Object... values) {
        return new Case(profile, values(values), Since.DEATH, from, to);
    }

    private static List<Case> cases() {
        return List.of(
                silent("swoole", 600, 660),
                silent("swoole", 120, 180, "check", 60),
                silent("swoole", 100, 150, "idle", 100),
                silent("swoole", 600, 660, "idle", 600, "check", 60),
                silent("swoole", 10, 15, "idle", 10, "check", 60),
                silent("swoole", 10, 13, "idle", 10, "check", 3),
                silent("laravel-swoole", 120, 180, "check", 60),
                silent("workerman", 55, 66),
                new Case("workerman", values(), Since.OPEN, 60, 70),
                silent("workerman", 5, 7, "idle", 5, "scan", 1),
                silent("gatewayworker", 82.5, 110),
                silent("gatewayworker", 82.5, 110, "data", "ping"),
                silent("gatewayworker", 45, 60, "interval", 30),
                silent("gatewayworker", 75, 90, "interval", 30, "limit", 2),
                silent("gatewayworker", 105, 120, "interval", 30, "limit", 3),
                dead("ratchet", 30, 60),
                dead("ratchet", 3, 6, "interval", 3),
                silent("reverb", 120, 180),
                silent("engine.io-3", 45, 45),
                silent("engine.io-3", 30, 30, "ping-timeout", 5),
                silent("engine.io-3", 5, 5, "ping-interval", 3, "ping-timeout", 2),
                dead("engine.io-4", 20, 45),
                dead("engine.io-4", 2, 5, "ping-interval", 3, "ping-timeout", 2),
                dead("sockjs", 10, 35),
                dead("ws", 30, 60),
                dead("ws", 2, 4, "interval", 2),
                dead("graphql-ws", 12, 24),
                silent("jetty", 30, 30),
                silent("tomcat", 60, 70, "idle", 60),
                silent("undertow", 60, 60, "idle", 60),
                silent("spring-stomp", 30, 40),
                dead("java-websocket", 60, 120),
                silent("uwebsockets", 116, 120),
                silent("uwebsockets", 4, 8, "idle", 8),
                dead("gorilla", 6, 60),
                dead("centrifugo", 8, 33),
                dead("centrifugo", 10, 35, "pong-timeout", 10),
                dead("python-websockets", 20, 40),
                silent("nginx", 60, 60),
                silent("phoenix-cowboy", 60, 66),
                silent("phoenix-bandit", 60, 60),
                silent("signalr", 30, 31),
                silent("mqtt", 90, 90),
                dead("flatline", 10, 30));
    }

    static Stream<Case> windows() {
        return cases().stream();
    }

    @ParameterizedTest
    @MethodSource("windows")
    void bothEndsAreThoseOfTheRealServer(Case test) {
        HeartbeatRule rule = ServerProfiles.of(test.profile).rule(test.values);

        assertAll(Arrays.stream(DetectorKind.values()).map(kind -> () -> assertWindow(test, rule, kind)));
    }

    private static void assertWindow(Case test, HeartbeatRule rule, DetectorKind kind) {
        DeathSweep.Window found =
                new DeathSweep(rule, kind, test.since == Since.LAST_ACTIVITY).from(instant(test.since));
        double earliest = found.earliest() / SECOND;
        double latest = found.latest() / SECOND;
        String what = kind.key() + ": " + earliest + " to " + latest;

        assertTrue(earliest >= test.from - ON_THE_WAY, what);
        assertTrue(earliest <= test.from + NEAR, what);
        assertTrue(latest >= test.to - NEAR, what);
        assertTrue(latest <= test.to + slack(rule) + ON_THE_WAY, what);
    }

    /** A ping and an expiry may each wait for a look, where looks are not what makes the window. */
    private static double slack(HeartbeatRule rule) {
        boolean fine = rule.scan().lookNanos() < SECOND;
        return fine ? 2 * rule.scan().lookNanos() / SECOND : 0;
    }

    @ParameterizedTest
    @MethodSource("windows")
    void theComputedWindowHoldsTheRealOne(Case test) {
        HeartbeatRule rule = ServerProfiles.of(test.profile).rule(test.values);
        ExpiryWindow window =
                test.since == Since.DEATH ? ExpiryWindow.sinceDeath(rule) : ExpiryWindow.sinceActivity(rule);

        assertTrue(window.earliestNanos() <= test.from * SECOND, window::toString);
        assertTrue(window.earliestNanos() >= (test.from - 0.1) * SECOND || test.since == Since.OPEN, window::toString);
        assertTrue(window.latestNanos() >= test.to * SECOND, window::toString);
    }

    @Test
    void everyPresetThatEverClosesIsHere() {
        Set<String> here = new HashSet<>();
        cases().forEach(test -> here.add(test.profile));

        for (ServerProfile profile : ServerProfiles.all()) {
            assertEquals(here.contains(profile.name()), canExpire(profile), profile.name());
        }
    }

    @Test
    void theOthersNeverClose() {
        for (String name : List.of("none", "actioncable", "laravel-swoole", "tomcat", "undertow")) {
            PeerFleet fleet = new PeerFleet(ServerProfiles.of(name).rule(), DetectorKind.DEFAULT, 0);
            Peer peer = fleet.open();

            fleet.advance(10_000_000_000_000L);

            assertTrue(peer.isWatched(), name);
            assertFalse(ServerProfiles.of(name).rule().expires(), name);
        }
    }

    private static boolean canExpire(ServerProfile profile) {
        return profile.rule().expires()
                || profile.parameters().stream()
                        .anyMatch(parameter -> parameter.name().equals("idle"));
    }

    private static ToLongFunction<Peer> instant(Since since) {
        return switch (since) {
            case LAST_ACTIVITY -> peer -> peer.lastActivityAt;
            case DEATH -> peer -> peer.diedAt;
            case OPEN -> peer -> peer.openedAt;
        };
    }

    /** Whole numbers are seconds, but for limits. */
    private static ParameterValues values(Object... pairs) {
        ParameterValues values = ParameterValues.NONE;
        List<Object> list = new ArrayList<>(List.of(pairs));
        for (int i = 0; i < list.size(); i += 2) {
            String name = (String) list.get(i);
            if (list.get(i + 1) instanceof Integer number) {
                values = values.with(name, number * (name.equals("limit") ? 1 : 1_000_000_000L));
            } else {
                values = values.with(name, (String) list.get(i + 1));
            }
        }
        return values;
    }
}
