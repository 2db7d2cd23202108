package dev.flatline.core.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.OnExpiry;
import dev.flatline.core.heartbeat.PingFrame;
import dev.flatline.core.heartbeat.Pinger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerProfilesTest {

    private static final long SECOND = 1_000_000_000;

    @Test
    void everyNameIsOnceThereAndFound() {
        Set<String> names = new HashSet<>();

        for (ServerProfile profile : ServerProfiles.all()) {
            assertTrue(names.add(profile.name()), profile.name());
            assertEquals(profile, ServerProfiles.of(profile.name()));
            assertTrue(profile.name().matches("[a-z0-9.-]+"), profile.name());
            assertFalse(profile.description().isBlank() || profile.description().contains("\n"), profile.name());
            assertFalse(profile.source().isBlank(), profile.name());
        }
        assertEquals(28, names.size());
    }

    @Test
    void anUnknownNameListsThoseThereAre() {
        IllegalArgumentException wrong =
                assertThrows(IllegalArgumentException.class, () -> ServerProfiles.of("socket.io"));

        String message = String.valueOf(wrong.getMessage());
        assertTrue(message.startsWith("unknown profile 'socket.io'; there are: flatline, none, swoole,"), message);
    }

    @Test
    void anUnknownParameterListsThoseThereAre() {
        assertEquals(
                "profile workerman has no parameter 'interval'; it has: idle, scan",
                refusal("workerman", ParameterValues.NONE.with("interval", SECOND)));
        assertEquals(
                "profile none has no parameter 'idle'; it has none",
                refusal("none", ParameterValues.NONE.with("idle", SECOND)));
    }

    @Test
    void aValueOfTheWrongKindOrRangeIsRefused() {
        assertEquals("idle is a DURATION", refusal("workerman", ParameterValues.NONE.with("idle", "5s")));
        assertEquals("data is a TEXT", refusal("gatewayworker", ParameterValues.NONE.with("data", 5)));
        assertEquals("idle must be positive: 0", refusal("workerman", ParameterValues.NONE.with("idle", 0)));
        assertEquals("limit must be positive: -1", refusal("gatewayworker", ParameterValues.NONE.with("limit", -1)));
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 10, 964})
    void uWebSocketsRefusesWhatItsWheelCannotSay(long idleSeconds) {
        String refusal = refusal("uwebsockets", ParameterValues.NONE.with("idle", idleSeconds * SECOND));

        assertEquals("idle must be a multiple of 4s from 8s to 960s", refusal);
    }

    @ParameterizedTest
    @CsvSource({
        "60, 0, 60, 120",
        "0, 600, 300, 600",
        "0, 5, 2, 5",
        "0, 2, 1, 2",
        "0, 1, 1, 1",
        "60, 600, 60, 600",
        "60, 20, 10, 20"
    })
    void swooleDerivesWhatIsNotGiven(long check, long idle, long scan, long silence) {
        ParameterValues values = ParameterValues.NONE;
        values = check == 0 ? values : values.with("check", check * SECOND);
        values = idle == 0 ? values : values.with("idle", idle * SECOND);

        HeartbeatRule rule = ServerProfiles.of("swoole").rule(values);

        assertEquals(scan * SECOND, rule.scan().everyNanos());
        assertEquals(silence * SECOND, rule.expiry().timeoutNanos());
    }

    @ParameterizedTest
    @CsvSource({"8, 4", "12, 4", "16, 8", "28, 8", "32, 16", "120, 16", "960, 16"})
    void uWebSocketsPingsItsMarginBeforeTheEnd(long idle, long margin) {
        HeartbeatRule rule = ServerProfiles.of("uwebsockets").rule(ParameterValues.NONE.with("idle", idle * SECOND));

        assertEquals(
                margin * SECOND, rule.expiry().timeoutNanos() - rule.pings().everyNanos());
    }

    @ParameterizedTest
    @CsvSource({
        "flatline, THIS_SIDE, ANY_BYTES, 1001, heartbeat timeout",
        "none, NONE, ANY_BYTES, 0, ''",
        "swoole, NONE, ANY_BYTES, 0, ''",
        "workerman, NONE, MESSAGES, 0, ''",
        "gatewayworker, NONE, MESSAGES, 0, ''",
        "ratchet, THIS_SIDE, CURRENT_PONG, 1000, ''",
        "laravel-swoole, PEER, ANY_BYTES, 0, ''",
        "reverb, BOTH, MESSAGES, 4201, Pong reply not received in time",
        "engine.io-3, PEER, MESSAGES, 1005, ''",
        "engine.io-4, THIS_SIDE, PONGS, 1005, ''",
        "sockjs, THIS_SIDE, PONGS, 3000, No response from heartbeat",
        "ws, THIS_SIDE, PONGS, 0, ''",
        "graphql-ws, THIS_SIDE, PONGS, 0, ''",
        "jetty, NONE, ANY_IO, 1001, Idle Timeout",
        "spring-stomp, BOTH, MESSAGES, 1002, ''",
        "java-websocket, THIS_SIDE, PONGS, 0, ''",
        "uwebsockets, THIS_SIDE, ANY_BYTES, 0, ''",
        "gorilla, THIS_SIDE, PONGS, 0, ''",
        "centrifugo, THIS_SIDE, PONGS, 3012, no pong",
        "python-websockets, THIS_SIDE, PONGS, 1011, keepalive ping timeout",
        "nginx, NONE, ANY_IO, 0, ''",
        "phoenix-cowboy, PEER, ANY_BYTES, 1000, ''",
        "phoenix-bandit, PEER, ANY_BYTES, 1002, ''",
        "signalr, BOTH, MESSAGES, 0, ''",
        "actioncable, THIS_SIDE, MESSAGES, 0, ''",
        "mqtt, PEER, ANY_FRAME, 0, ''"
    })
    void saysWhoPingsWhatCountsAndHowItEnds(String name, Pinger pinger, Activity activity, int code, String reason) {
        HeartbeatRule rule = ServerProfiles.of(name).rule();

        assertEquals(pinger, rule.pinger());
        assertEquals(activity, rule.activity());
        assertEquals(code, rule.expiry().action().closeCode());
        assertEquals(reason, rule.expiry().action().reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tomcat", "undertow"})
    void aSessionTimeoutOfTheJvmGoesAwayPolitely(String name) {
        HeartbeatRule rule = ServerProfiles.of(name).rule(ParameterValues.NONE.with("idle", SECOND));

        assertEquals(OnExpiry.close(1001, ""), rule.expiry().action());
        assertEquals(Activity.ANY_IO, rule.activity());
    }

    @Test
    void textPingsAreThoseOfTheProtocols() {
        assertEquals(PingFrame.text("2", "3"), own("engine.io-4"));
        assertEquals(PingFrame.text("{}", "{}"), own("centrifugo"));
        assertEquals(PingFrame.text("\n", ""), own("spring-stomp"));
        assertEquals(
                "{\"type\":\"ping\",\"message\":1700000000}", own("actioncable").text(1, 1_700_000_000));
        assertEquals("{\"type\":6}\u001e", own("signalr").text(1, 0));
        assertEquals("{\"event\":\"pusher:ping\"}", own("reverb").text());
        assertEquals("{\"type\":\"ping\"}", gatewayWorkerData("{\"type\":\"ping\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "engine.io-3 | 2 | 3",
                "engine.io-3 | 2probe | ''",
                "laravel-swoole | 2 | 3",
                "reverb | {\"event\":\"pusher:ping\",\"data\":{}} | {\"event\":\"pusher:pong\"}",
                "phoenix-cowboy | [null,\"8\",\"phoenix\",\"heartbeat\",{}]"
                        + " | [null,\"8\",\"phoenix\",\"phx_reply\",{\"response\":{},\"status\":\"ok\"}]",
                "phoenix-bandit | [null,\"8\",\"room:1\",\"heartbeat\",{}] | ''",
                "signalr | {\"type\":6} | ''"
            })
    void pingsOfClientsAreAnsweredAsTheProtocolHasIt(String name, String message, String answer) {
        assertEquals(answer, ServerProfiles.of(name).rule().peerPings().frame().answerTo(message));
    }

    @Test
    void onlyRatchetLooksAtThePayload() {
        List<String> numbered = ServerProfiles.all().stream()
                .filter(profile -> profile.rule().numbersPings())
                .map(ServerProfile::name)
                .toList();

        assertEquals(List.of("ratchet"), numbered);
    }

    @Test
    void aResumeWindowIsOursToGive() {
        HeartbeatRule rule = ServerProfiles.of("flatline").rule(ParameterValues.NONE.with("resume", 30 * SECOND));

        assertEquals(30 * SECOND, rule.expiry().action().resumeNanos());
    }

    private static PingFrame own(String name) {
        return ServerProfiles.of(name).rule().pings().frame();
    }

    private static String gatewayWorkerData(String data) {
        HeartbeatRule rule = ServerProfiles.of("gatewayworker").rule(ParameterValues.NONE.with("data", data));
        return rule.pings().frame().text();
    }

    private static String refusal(String name, ParameterValues values) {
        return String.valueOf(assertThrows(
                        IllegalArgumentException.class,
                        () -> ServerProfiles.of(name).rule(values))
                .getMessage());
    }
}
