package dev.flatline.scenarios.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.dialect.ClientWords;
import dev.flatline.core.dialect.Dialect;
import dev.flatline.core.dialect.Plain;
import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.load.ClientRows;
import dev.flatline.core.load.ConstantRate;
import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.load.MessagePlan;
import dev.flatline.core.load.RequestPlan;
import dev.flatline.core.profile.ClientProfile;
import dev.flatline.core.profile.ClientProfiles;
import dev.flatline.core.seed.Seeds;
import dev.flatline.loadgen.Fleet;
import dev.flatline.loadgen.FleetShare;
import dev.flatline.loadgen.Target;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The fleet's clients connect to the real server packages in their dialects, stay for three heartbeats and have their messages
 * echoed. The servers ping, or expect a ping, every second, and soon close who misses one.
 */
@Tag("real-socket")
class RealServersTest {

    private static final int CLIENTS = 5;
    private static final long MS = 1_000_000;
    private static final MessagePlan ECHOES = new MessagePlan(200 * MS, 64);
    private static final long LIMIT_SECONDS = 20;

    @BeforeEach
    void needsNode() {
        NodeProcess.needed();
    }

    @ParameterizedTest
    @CsvSource({"socket.io,socket.io-4", "socket.io-2,socket.io-2", "ws,partysocket", "sockjs,sockjs"})
    void aFleetStaysForThreeHeartbeatsAndHasItsMessagesEchoed(String server, String profile)
            throws IOException, InterruptedException {
        ClientProfile client = ClientProfiles.of(profile);

        ClientPlan plan = plan(client, client.dialect(), ECHOES);

        EventCounts counts = client.rule().asks()
                ? run(server, "", plan, "heartbeats", 3 * CLIENTS)
                : run(server, "", plan, "echoes", 10 * CLIENTS);

        assertEquals(CLIENTS, counts.of("opened"), counts.toString());
        assertEquals(0, counts.of("lost") + counts.of("failed"), counts.toString());
        assertTrue(counts.of("echoes") >= 10 * CLIENTS, counts.toString());
        if (client.rule().asks()) {
            assertTrue(counts.of("heartbeats") >= 3 * CLIENTS, counts.toString());
        }
    }

    /** Or else the test above could show nothing: its server would not mind. */
    @Test
    void aFleetThatAnswersNoHeartbeatIsClosed() throws IOException, InterruptedException {
        ClientPlan silent = plan(ClientProfiles.of("partysocket"), Plain.DIALECT, MessagePlan.NONE);

        EventCounts counts = run("socket.io", "socket.io/?EIO=4&transport=websocket", silent, "lost", CLIENTS);

        assertTrue(counts.of("lost") >= CLIENTS, counts.toString());
    }

    @Test
    void aFleetLogsInWithTheTokensOfItsRows() throws IOException, InterruptedException {
        EventCounts counts = run("socket.io-login", "", loggingIn("t{client}"), "echoes", 5 * CLIENTS);

        assertEquals(CLIENTS, counts.of("opened"), counts.toString());
        assertEquals(0, counts.of("lost") + counts.of("failed"), counts.toString());
        assertTrue(counts.of("echoes") >= 5 * CLIENTS, counts.toString());
    }

    @Test
    void aFleetWithOtherTokensIsSentAway() throws IOException, InterruptedException {
        EventCounts counts = run("socket.io-login", "", loggingIn("wrong{client}"), "failed sent-away", CLIENTS);

        assertEquals(CLIENTS, counts.of("failed sent-away"), counts.toString());
        assertEquals(CLIENTS, counts.of("failed"), counts.toString());
        assertEquals(0, counts.of("opened"), counts.toString());
    }

    private static ClientPlan loggingIn(String token) {
        ClientProfile client = ClientProfiles.of("socket.io-4");
        ClientRows rows = new ClientRows(
                List.of("token"),
                IntStream.range(0, CLIENTS)
                        .mapToObj(number -> List.of(token.replace("{client}", Integer.toString(number))))
                        .toList());
        return plan(client, client.dialect(), ECHOES)
                .withRequest(new RequestPlan("", List.of(), List.of(), false, rows))
                .withWords(new ClientWords(Map.of("auth", "{\"token\":\"{token}\"}", "event", "chat")));
    }

    private static ClientPlan plan(ClientProfile client, Dialect dialect, MessagePlan messages) {
        return ClientPlan.plain(client.rule(), client.policy(), LIMIT_SECONDS * 1_000 * MS)
                .withDialect(dialect)
                .withMessages(messages);
    }

    /** Runs a fleet for three heartbeats and a half after all of it has opened or failed, and until something has happened so often. */
    private static EventCounts run(String server, String path, ClientPlan plan, String awaited, long wanted)
            throws IOException, InterruptedException {
        EventCounts counts = new EventCounts();
        Loops loops = Loops.open("real-servers", 1, TransportKind.AUTO);
        try (NodeProcess process = NodeProcess.start("server.js", server)) {
            String url = process.await("ws://", LIMIT_SECONDS);
            Target target = Target.parse(url + path);
            LoadPlan load = LoadPlan.of(CLIENTS, new ConstantRate(1_000), plan);
            try (Fleet fleet = new Fleet(load, FleetShare.WHOLE, new Seeds(1), loops, target, counts)) {
                fleet.start(loops.timers(0).nanoTime());
                counts.await("settled", CLIENTS, LIMIT_SECONDS);
                CountDownLatch over = new CountDownLatch(1);
                loops.execute(0, () -> loops.timers(0).after(3_500 * MS, over::countDown));
                assertTrue(over.await(LIMIT_SECONDS, TimeUnit.SECONDS));
                counts.await(awaited, wanted, LIMIT_SECONDS);
            }
            return counts;
        } finally {
            loops.close();
        }
    }
}
