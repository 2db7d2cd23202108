package dev.flatline.scenarios.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.DetectorKind;
import dev.flatline.core.heartbeat.Expiry;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.OnExpiry;
import dev.flatline.core.heartbeat.PingFrame;
import dev.flatline.core.heartbeat.Pings;
import dev.flatline.core.heartbeat.Pings.Cadence;
import dev.flatline.core.heartbeat.Pings.Phase;
import dev.flatline.core.heartbeat.Scan;
import dev.flatline.core.heartbeat.Scan.Grid;
import dev.flatline.core.profile.ParameterValues;
import dev.flatline.core.profile.ServerProfile;
import dev.flatline.core.profile.ServerProfiles;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.Scenario;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class HeartbeatReaderTest {

    private static final long SECOND = 1_000_000_000;
    private static final HeartbeatRule IDLE = HeartbeatRule.idle(Activity.ANY_BYTES, 6 * SECOND, SECOND);

    static Stream<Arguments> servers() {
        Pings fixed = Pings.of(PingFrame.WEBSOCKET, 2 * SECOND, Cadence.FIXED);
        return Stream.of(
                arguments("{idle: 6s}", IDLE),
                arguments("{idle: 6s, activity: any-io}", IDLE.withActivity(Activity.ANY_IO)),
                arguments("{idle: 6s, activity: any-frame}", IDLE.withActivity(Activity.ANY_FRAME)),
                arguments("{idle: never}", IDLE.withExpiry(Expiry.NONE)),
                arguments(
                        "{every: 2s, timeout: 3s}",
                        HeartbeatRule.pinging(Activity.ANY_BYTES, 2 * SECOND, 3 * SECOND, SECOND)),
                arguments(
                        "{every: 2s, timeout: 3s, from: ping, cadence: quiet}",
                        IDLE.withPings(Pings.of(PingFrame.WEBSOCKET, 2 * SECOND, Cadence.QUIET))
                                .withExpiry(Expiry.unanswered(3 * SECOND, OnExpiry.CUT))),
                arguments(
                        "{every: 2s, timeout: 3s, cadence: fixed, activity: current-pong}",
                        IDLE.withPings(fixed)
                                .withExpiry(Expiry.unanswered(3 * SECOND, OnExpiry.CUT))
                                .withActivity(Activity.CURRENT_PONG)),
                arguments(
                        "{every: 2s, idle: 6s, cadence: fixed, phase: random-half, scan: 0s}",
                        IDLE.withPings(new Pings(PingFrame.WEBSOCKET, 2 * SECOND, Cadence.FIXED, Phase.RANDOM_HALF))
                                .withScan(Scan.EXACT)),
                arguments(
                        "{text: '2', answer: '3', every: 2s, timeout: 3s, cadence: after-answer, expiry: close, code: none}",
                        IDLE.withPings(Pings.of(PingFrame.text("2", "3"), 2 * SECOND, Cadence.AFTER_ANSWER))
                                .withExpiry(Expiry.unanswered(3 * SECOND, OnExpiry.close(OnExpiry.NO_STATUS, "")))),
                arguments(
                        "{idle: 6s, expiry: close, code: 4000, reason: 'too quiet: bye', resume: 30s}",
                        IDLE.withExpiry(Expiry.silent(6 * SECOND, new OnExpiry(4000, "too quiet: bye", 30 * SECOND)))),
                arguments(
                        "{idle: 6s, expiry: close}",
                        IDLE.withExpiry(Expiry.silent(6 * SECOND, OnExpiry.close(1001, "")))),
                arguments(
                        "{idle: 6s, scan: 2s, clock: 1s, first-scan: stamps}",
                        IDLE.withScan(new Scan(2 * SECOND, Grid.SHARED, SECOND, true))),
                arguments("{idle: 6s, grid: counted}", IDLE.withScan(Scan.counted(SECOND))),
                arguments("{idle: 6s, grid: connection}", IDLE.withScan(new Scan(SECOND, Grid.CONNECTION, 0, false))),
                arguments(
                        "{idle: 6s, peer-text: 'beat {n}', peer-answer: '{\"ok\": {n}}', peer-every: 2s}",
                        IDLE.withPeerPings(
                                Pings.of(PingFrame.text("beat {n}", "{\"ok\": {n}}"), 2 * SECOND, Cadence.QUIET_ONCE))),
                arguments(
                        "{idle: 6s, peer-every: 2s}",
                        IDLE.withPeerPings(Pings.of(PingFrame.WEBSOCKET, 2 * SECOND, Cadence.QUIET_ONCE))));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void readsTheWholeVocabularyForAServer(String heartbeat, HeartbeatRule rule) {
        Scenario scenario = server(heartbeat);

        assertEquals(rule, scenario.serverRule());
        assertEquals(scenario, ScenarioReader.read(scenario.yaml(), "resolved.yaml", List.of()));
    }

    static Stream<Arguments> clients() {
        HeartbeatRule pongs = HeartbeatRule.pinging(Activity.PONGS, 2 * SECOND, 3 * SECOND, 0);
        return Stream.of(
                arguments("{every: 2s, timeout: 3s}", pongs),
                arguments("{every: 2s, idle: 5s, scan: 1s}", pongs.withScan(Scan.every(SECOND))),
                arguments(
                        "{text: hi, every: 2s, idle: 5s}",
                        pongs.withActivity(Activity.ANY_BYTES)
                                .withPings(Pings.of(PingFrame.text("hi", ""), 2 * SECOND, Cadence.QUIET_ONCE))),
                arguments(
                        "{every: 2s, cadence: fixed, phase: spread, timeout: 2s, expiry: close, code: 4200}",
                        pongs.withPings(new Pings(PingFrame.WEBSOCKET, 2 * SECOND, Cadence.FIXED, Phase.SPREAD))
                                .withExpiry(Expiry.unanswered(2 * SECOND, OnExpiry.close(4200, "")))),
                arguments(
                        "{idle: 6s, scan: 6s, grid: polls, expiry: close, code: none}",
                        HeartbeatRule.idle(Activity.ANY_BYTES, 6 * SECOND, 0)
                                .withScan(Scan.polls(6 * SECOND))
                                .withExpiry(Expiry.silent(6 * SECOND, OnExpiry.close(OnExpiry.NO_STATUS, "")))),
                arguments(
                        "{every: 2s, timeout: 3s, expiry: close, code: 1000, reason: heartbeat timeout}",
                        pongs.withExpiry(Expiry.silent(5 * SECOND, OnExpiry.close(1000, "heartbeat timeout")))),
                arguments(
                        "{idle: never, peer-text: '2', peer-answer: '3', peer-every: 25s}",
                        HeartbeatRule.NONE.withPeerPings(
                                Pings.of(PingFrame.text("2", "3"), 25 * SECOND, Cadence.QUIET_ONCE))));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void readsWhatAClientCanDo(String heartbeat, HeartbeatRule rule) {
        Scenario scenario = ScenarioReader.read(text("none", heartbeat), "f.yaml", List.of());

        assertEquals(rule, scenario.load().groups().get(0).client().heartbeat());
        assertEquals(scenario, ScenarioReader.read(scenario.yaml(), "resolved.yaml", List.of()));
    }

    @Test
    void readsAPresetWithItsParameters() {
        Scenario workerman = server("{profile: workerman, idle: 5s, scan: 1s}");
        Scenario gateway = server("{profile: gatewayworker, limit: 0, data: '{\"type\":\"ping\"}'}");

        assertEquals(
                ServerProfiles.of("workerman")
                        .rule(ParameterValues.NONE.with("idle", 5 * SECOND).with("scan", SECOND)),
                workerman.serverRule());
        assertTrue(workerman.yaml().contains("profile: workerman\n    idle: 5s\n    scan: 1s\n"), workerman.yaml());
        assertEquals(
                ServerProfiles.of("gatewayworker")
                        .rule(ParameterValues.NONE.with("limit", 0).with("data", "{\"type\":\"ping\"}")),
                gateway.serverRule());
        assertEquals(gateway, ScenarioReader.read(gateway.yaml(), "resolved.yaml", List.of()));
    }

    static Stream<ServerProfile> presets() {
        return ServerProfiles.all().stream();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void everyPresetReadsBackWithItsDefaults(ServerProfile profile) {
        Scenario scenario = server("{profile: " + profile.name() + "}");

        assertEquals(profile.rule(), scenario.serverRule());
        assertEquals(scenario, ScenarioReader.read(scenario.yaml(), "resolved.yaml", List.of()));
    }

    @Test
    void aParameterMayBeSetOnTheCommandLine() {
        Scenario scenario = ScenarioReader.read(
                text("{profile: workerman}", "none"), "f.yaml", List.of(Setting.parse("server.heartbeat.idle=5s")));

        assertEquals(5 * SECOND, scenario.serverRule().expiry().timeoutNanos());
    }

    @ParameterizedTest
    @EnumSource(DetectorKind.class)
    void readsTheDetector(DetectorKind kind) {
        Scenario scenario = ScenarioReader.read(
                text("{idle: 6s}", "none"), "f.yaml", List.of(Setting.parse("server.detector=" + kind.key())));

        assertEquals(kind, scenario.server().heartbeat().detector());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {profile: workermann}       | f.yaml:3:31: server.heartbeat.profile: found 'workermann'; accepted: flatline, none, swoole, *(did you mean 'workerman'?)
            {profile: workermann, x: 1} | f.yaml:3:31: server.heartbeat.profile: found 'workermann'; *
            {profile: [ws]}             | f.yaml:3:31: server.heartbeat.profile: found a list; accepted: a single value
            {profile: workerman, every: 5s} | f.yaml:3:42: server.heartbeat.every: unknown key; accepted: profile, idle, scan
            {profile: none, idle: 5s}   | f.yaml:3:37: server.heartbeat.idle: unknown key; accepted: profile
            {profile: workerman, idle: 0s} | f.yaml:3:48: server.heartbeat.idle: found '0s'; accepted: a duration longer than 0
            {profile: gatewayworker, limit: 1s} | f.yaml:3:53: server.heartbeat.limit: found '1s'; accepted: a whole number, such as 2000, 2k or 10M
            {profile: uwebsockets, idle: 10s} | f.yaml:3:21: server.heartbeat: idle must be a multiple of 4s from 8s to 960s
            {idle: 6s, cadence: fixed}  | f.yaml:3:32: server.heartbeat.cadence: does not go with the other values here
            {idle: 6s, code: 1000}      | f.yaml:3:32: server.heartbeat.code: does not go with the other values here
            {idle: 6s, expiry: close, code: 1006} | f.yaml:3:53: server.heartbeat.code: found '1006'; accepted: 1000 to 1003, 1007 to 1014, 3000 to 4999, or none for a Close frame without a code
            {idle: 6s, expiry: close, code: 0} | f.yaml:3:53: server.heartbeat.code: found '0'; *
            {idle: 6s, expiry: close, code: none, reason: x} | f.yaml:3:67: server.heartbeat.reason: reason goes with a code
            {every: 2s, timeout: 2s, phase: shared} | f.yaml:3:46: server.heartbeat.phase: does not go with the other values here
            {every: 2s, timeout: 2s, cadence: fixed, from: ping} | f.yaml:3:62: server.heartbeat.from: does not go with the other values here
            {ping: text, every: 2s, timeout: 2s} | f.yaml:3:21: server.heartbeat.text: missing; it is required
            {text: '', every: 2s, timeout: 2s} | f.yaml:3:28: server.heartbeat.text: text is missing; accepted: what a ping: text sends
            {text: hi, every: 2s, timeout: 2s, cadence: after-answer} | f.yaml:3:65: server.heartbeat.cadence: cadence: after-answer needs an answer
            {every: 2s, timeout: 2s, scan: 1s, grid: connection} | f.yaml:3:21: server.heartbeat: grid: connection goes with cadence fixed or after-answer, or no pings
            {idle: 6s, scan: 6s, grid: polls} | f.yaml:3:48: server.heartbeat.grid: found 'polls'; accepted: shared, connection, counted
            {idle: 6s, scan: 0s, grid: counted} | f.yaml:3:48: server.heartbeat.grid: grid: counted needs a scan, and no clock
            {idle: 6s, activity: pong}  | f.yaml:3:42: server.heartbeat.activity: found 'pong'; accepted: any-io, any-bytes, any-frame, messages, pongs, current-pong, peer-pings (did you mean 'pongs'?)
            """)
    void saysWhatIsWrongWithAServersHeartbeat(String heartbeat, String message) {
        assertMessage(message, text(heartbeat, "none"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {profile: ws}               | f.yaml:4:74: clients.heartbeat.profile: found the preset of a server, 'ws'; accepted: in server.heartbeat
            {idle: 6s, clock: 1s}       | f.yaml:4:82: clients.heartbeat.clock: found a key that is only for the server; accepted: without it
            {idle: 6s, grid: counted, scan: 1s} | f.yaml:4:81: clients.heartbeat.grid: found 'counted'; accepted: connection, polls
            {idle: 6s, grid: polls} | f.yaml:4:81: clients.heartbeat.grid: grid: polls needs a scan, and no clock
            {every: 2s, timeout: 2s, grid: polls, scan: 6s} | f.yaml:4:64: clients.heartbeat: grid: polls goes with idle, and without pings
            {every: 2s, timeout: 2s, cadence: fixed, phase: shared} | f.yaml:4:64: clients.heartbeat: a client cannot do phase 'shared'; accepted: connection, random-half or spread
            {idle: 6s, activity: any-io} | f.yaml:4:64: clients.heartbeat: a client cannot do activity 'any-io'; accepted: any-bytes
            """)
    void saysWhatAClientCannotDo(String heartbeat, String message) {
        assertMessage(message, text("none", heartbeat));
    }

    @Test
    void anUnknownDetectorIsRefused() {
        assertMessage(
                "f.yaml:3:37: server.detector: found 'wheel'; accepted: map-sweep, array-sweep, connection-timer,"
                        + " lazy-wheel, deadline-list",
                text("none, detector: wheel", "none"));
    }

    /** A star stands for anything. */
    private static void assertMessage(String expected, String text) {
        FlatlineException refused =
                assertThrows(FlatlineException.class, () -> ScenarioReader.read(text, "f.yaml", List.of()));

        String found = refused.text();
        int star = expected.indexOf('*');
        if (star < 0) {
            assertEquals(expected, found);
        } else {
            assertTrue(found.startsWith(expected.substring(0, star)), found);
            assertTrue(found.endsWith(expected.substring(star + 1)), found);
        }
    }

    private static Scenario server(String heartbeat) {
        return ScenarioReader.read(text(heartbeat, "none"), "f.yaml", List.of());
    }

    private static String text(String server, String clients) {
        return """
                name: a
                duration: 1s
                server: {heartbeat: %s}
                clients: {count: 1, connect: {rate: 1/s}, heartbeat:           %s}
                """.formatted(server, clients);
    }
}
