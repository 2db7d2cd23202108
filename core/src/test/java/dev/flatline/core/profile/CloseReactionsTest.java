package dev.flatline.core.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.reconnect.Loss;
import dev.flatline.core.reconnect.Retry;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each client does after each Close code, and after what is no Close frame. */
class CloseReactionsTest {

    private static final long MS = 1_000_000;
    private static final List<Integer> CODES = codes();

    /** Every code that is not named here brings the client back. */
    @ParameterizedTest
    @CsvSource({
        "socket.io-4, none",
        "socket.io-2, none",
        "phoenix-1.8.15, 1000",
        "phoenix, none",
        "signalr, none",
        "reconnecting-websocket, none",
        "partysocket, none",
        "partysocket-1.1, none",
        "joewalnes, none",
        "sockjs, 1000-4999",
        "centrifuge, 1009 3500-3999 4500-4999",
        "actioncable, none",
        "pusher, 4000-4099 4300-4999",
        "ably, none",
        "discord, 4004 4010-4014",
        "slack-socket-mode, none",
        "grpc, none",
        "grpc-js, none",
        "mqtt.js, none",
        "paho, none",
        "graphql-ws, 1002-1004 1007-1011 1015-1999 4004-4005 4400-4401 4406 4409 4429 4500",
        "graphql-ws-retry-all, 1002-1004 1007-1011 1015-1999 4004-4005 4400-4401 4406 4409 4429 4500",
        "stomp.js, none",
        "python-websockets, none",
        "nats, none",
        "workerman, none",
        "swoole, none",
        "k8s-reflector, none",
        "kafka, none",
        "aws-full, none",
        "aws-equal, none",
        "aws-decorrelated, none",
        "rfc6455, none",
        "hybi-1012, none",
        "no-jitter, none",
        "jitter-before-cap, none",
        "immediate, none"
    })
    void theseCodesEndAClient(String name, String ends) {
        List<Integer> stops = CODES.stream()
                .filter(code -> lost(name, CloseCause.CLOSE_FRAME, code).givesUp())
                .toList();

        assertEquals(
                CODES.stream().filter(code -> isIn(ends, code)).toList(), stops, name + " should stop at: " + ends);
    }

    @Test
    void theTableAboveKnowsEveryClient() throws NoSuchMethodException {
        CsvSource table = CloseReactionsTest.class
                .getDeclaredMethod("theseCodesEndAClient", String.class, String.class)
                .getAnnotation(CsvSource.class);

        assertEquals(
                ClientProfiles.all().stream().map(ClientProfile::name).collect(Collectors.toSet()),
                Arrays.stream(table.value()).map(row -> row.split(",", -1)[0]).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @CsvSource({
        "pusher, 1000, 1000",
        "pusher, 1001, 1000",
        "pusher, 1002, 1000",
        "pusher, 1012, 1000",
        "pusher, 4100, 1000",
        "pusher, 4199, 1000",
        "pusher, 4200, 0",
        "pusher, 4299, 0",
        "discord, 1000, 500",
        "discord, 4000, 500",
        "discord, 4009, 500",
        "graphql-ws, 1000, 0",
        "phoenix, 1000, 10",
        "mqtt.js, 1000, 1000"
    })
    void theDelayDependsOnTheCode(String name, int code, long millis) {
        assertEquals(millis * MS, lost(name, CloseCause.CLOSE_FRAME, code).delayNanos());
    }

    @Test
    void aRestartSpreadsTheClientsOfTheHybiTextOver25Seconds() {
        long least = Long.MAX_VALUE;
        long most = 0;
        for (int seed = 0; seed < 5_000; seed++) {
            Loss restart = Loss.of(CloseCause.CLOSE_FRAME, 1012);
            long delay = ClientProfiles.of("hybi-1012")
                    .policy()
                    .next(restart, new SplittableRandom(seed))
                    .delayNanos();
            least = Math.min(least, delay);
            most = Math.max(most, delay);
        }

        assertTrue(least >= 5_000 * MS && least < 5_100 * MS, "least " + least);
        assertTrue(most < 30_000 * MS && most > 29_900 * MS, "most " + most);
        assertTrue(lost("hybi-1012", CloseCause.CLOSE_FRAME, 1011).delayNanos() < 5_000 * MS);
    }

    @ParameterizedTest
    @CsvSource({"socket.io-4", "socket.io-2", "signalr", "centrifuge", "actioncable"})
    void aClientThatIsSentAwayStaysAway(String name) {
        assertTrue(lost(name, CloseCause.SENT_AWAY, 0).givesUp());
        assertFalse(lost(name, CloseCause.SENT_BACK, 0).givesUp());
    }

    @ParameterizedTest
    @CsvSource({"RESET", "END_OF_STREAM", "HEARTBEAT_EXPIRED", "PROTOCOL_ERROR", "NETWORK_ERROR"})
    void whatIsNoCloseFrameBringsEveryClientBackThatComesBackAtAll(CloseCause cause) {
        List<String> gone = ClientProfiles.all().stream()
                .map(ClientProfile::name)
                .filter(name -> lost(name, cause, 0).givesUp())
                .toList();

        assertEquals(List.of("sockjs"), gone);
    }

    /** The transcripts: nothing follows a refused first connect of these, and graphql-ws gives up at any failed attempt. */
    @Test
    void aFirstConnectThatFailsEndsSomeClients() {
        List<String> gone = ClientProfiles.all().stream()
                .filter(profile -> failed(profile, false).givesUp())
                .map(ClientProfile::name)
                .toList();

        assertEquals(List.of("signalr", "sockjs", "graphql-ws"), gone);
        assertTrue(failed(ClientProfiles.of("graphql-ws"), true).givesUp());
        assertFalse(failed(ClientProfiles.of("signalr"), true).givesUp());
    }

    @ParameterizedTest
    @CsvSource({"500, false", "502, false", "503, false", "504, false", "401, true", "404, true", "301, true"})
    void pythonRetriesOnlyServerErrors(int status, boolean ends) {
        Loss refused = new Loss(1, 0, CloseCause.UPGRADE_REJECTED, status, false, true, 0, 0, 0, 0);

        Retry retry = ClientProfiles.of("python-websockets").policy().next(refused, new SplittableRandom(1));

        assertEquals(ends, retry.givesUp());
    }

    /** A 1000 among the HTTP statuses of refused upgrades would be mistaken for a Close code. */
    @Test
    void anHttpStatusIsNoCloseCode() {
        Loss refused = new Loss(1, 0, CloseCause.UPGRADE_REJECTED, 1000, false, true, 0, 0, 0, 0);

        assertFalse(ClientProfiles.of("phoenix-1.8.15")
                .policy()
                .next(refused, new SplittableRandom(1))
                .givesUp());
    }

    @Test
    void anExpiryHasItsOwnDelayWhereTheLibraryHasOne() {
        assertEquals(0, lost("pusher", CloseCause.HEARTBEAT_EXPIRED, 0).delayNanos());
        assertEquals(
                500 * MS, lost("actioncable", CloseCause.HEARTBEAT_EXPIRED, 0).delayNanos());
        assertEquals(
                1_510 * MS, lost("phoenix", CloseCause.HEARTBEAT_EXPIRED, 0).delayNanos());
    }

    @Test
    void theWordsOfAReactionAreMadeFromIt() {
        assertEquals(
                List.of(
                        "Close 1009: stops for good",
                        "Close 3500 to 3999: stops for good",
                        "Close 4500 to 4999: stops for good",
                        "sent-away: stops for good"),
                ClientProfiles.of("centrifuge").reactions());
        assertEquals(List.of(), ClientProfiles.of("nats").reactions());
    }

    private static Retry lost(String name, CloseCause cause, int code) {
        return ClientProfiles.of(name).policy().next(Loss.of(cause, code), new SplittableRandom(1));
    }

    private static Retry failed(ClientProfile profile, boolean everOpen) {
        Loss loss = new Loss(everOpen ? 1 : 0, 0, CloseCause.REFUSED, 0, false, everOpen, 0, 0, 0, 0);
        return profile.policy().next(loss, new SplittableRandom(1));
    }

    private static boolean isIn(String ranges, int code) {
        return !ranges.equals("none")
                && Arrays.stream(ranges.split(" ", -1)).anyMatch(range -> {
                    String[] ends = range.split("-", -1);
                    return code >= Integer.parseInt(ends[0]) && code <= Integer.parseInt(ends[ends.length - 1]);
                });
    }

    private static List<Integer> codes() {
        return IntStream.rangeClosed(1000, 4999).boxed().toList();
    }
}
