package dev.flatline.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.testing.Await;
import dev.flatline.core.testing.OwnThread;
import dev.flatline.server.admission.RefusalReason;
import dev.flatline.server.options.DrainOptions;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server that is about to go, its clients, and the server that takes over. */
@Tag("real-socket")
final class DrainOnSocketsTest {

    private static final long LIMIT_SECONDS = 30;
    private static final int CLIENTS = 40;
    private static final DrainOptions QUICK =
            new DrainOptions(10, Duration.ofMillis(50), Duration.ofSeconds(20), "moving");

    private final Loops loops = Loops.open("drain-test", 2, TransportKind.AUTO);
    private final Happenings happenings = Happenings.echo();
    private final FlatlineServer server = server(happenings);
    private final FlatlineServer other = server(Happenings.echo());

    @AfterEach
    void stop() {
        server.close();
        other.close();
        loops.close();
    }

    @Test
    void underLoadNoMessageIsLostAndNoneIsTakenTwice() throws Exception {
        ConcurrentLinkedQueue<String> taken = new ConcurrentLinkedQueue<>();
        CountDownLatch warm = new CountDownLatch(2_000);
        FlatlineServer first = server(new Happenings((connection, message) -> {
            taken.add(message.text());
            connection.send(message);
            warm.countDown();
        }));
        first.start();
        other.start();
        List<ResendingClient> clients =
                IntStream.range(0, CLIENTS).mapToObj(ResendingClient::new).toList();
        List<CompletableFuture<String>> runs = clients.stream()
                .map(client -> CompletableFuture.supplyAsync(() -> run(client, first), OwnThread.EACH))
                .toList();
        assertTrue(warm.await(LIMIT_SECONDS, TimeUnit.SECONDS));
        Await.until(() -> first.openConnections() == CLIENTS);

        DrainReport report = first.drain(QUICK).get(LIMIT_SECONDS, TimeUnit.SECONDS);

        for (CompletableFuture<String> run : runs) {
            assertEquals("\u0003\u00f4moving", run.get(LIMIT_SECONDS, TimeUnit.SECONDS));
        }
        long answered =
                clients.stream().mapToLong(client -> client.answered.size()).sum();
        assertEquals(CLIENTS, report.drained());
        assertEquals(0, report.cut());
        assertTrue(report.took().toMillis() >= 150, "four batches took " + report.took());
        assertEquals(
                answered, taken.size() + other.counters().messagesIn(), "a message was taken twice or not answered");
        assertEquals(CLIENTS, first.counters().closedBy(CloseCause.DRAINING));
        first.close();
    }

    private String run(ResendingClient client, FlatlineServer first) {
        try {
            return client.runs(first.port(), other.port());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void nobodyIsLetInWhileItDrainsAndAfterwards() throws Exception {
        server.start();
        CompletableFuture<DrainReport> drain;
        try (RawClient stays = RawClient.upgraded(server.port())) {
            assertFalse(server.isDraining());

            drain = server.drain(QUICK);

            assertTrue(server.isDraining());
            assertSame(drain, server.drain(DrainOptions.DEFAULT));
            assertRefused();
            assertEquals("\u0088\u0003\u00f4moving", stays.hearsFrame());
        }
        assertEquals(1, drain.get(LIMIT_SECONDS, TimeUnit.SECONDS).drained());
        assertTrue(server.isDraining());
        assertRefused();
        assertEquals(2, server.counters().refusedFor(RefusalReason.DRAINING));
    }

    private void assertRefused() throws IOException {
        String answer = RawClient.answer(server.port());
        assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
        assertTrue(answer.contains("\r\nRetry-After: 5\r\n"), answer);
    }

    @Test
    void aServerWithoutConnectionsIsDrainedAtOnce() throws Exception {
        server.start();

        DrainReport report = server.drain(DrainOptions.DEFAULT).get(LIMIT_SECONDS, TimeUnit.SECONDS);

        assertEquals(new DrainReport(0, 0, report.took()), report);
        assertTrue(report.took().toMillis() < 1_000, "took " + report.took());
    }

    @Test
    void aServerThatDoesNotListenIsDrainedAtOnce() throws Exception {
        DrainReport report = server.drain(DrainOptions.DEFAULT).get(LIMIT_SECONDS, TimeUnit.SECONDS);

        assertEquals(0, report.drained());
        assertFalse(server.isDraining());
    }

    @Test
    void aCrashEndsTheDrainAndTheNextStartLetsEverybodyIn() throws Exception {
        server.start();
        List<RawClient> clients = List.of(
                RawClient.upgraded(server.port()),
                RawClient.upgraded(server.port()),
                RawClient.upgraded(server.port()));
        CompletableFuture<DrainReport> drain =
                server.drain(new DrainOptions(1, Duration.ofSeconds(10), Duration.ofSeconds(60), ""));
        Await.until(() -> server.openConnections() == 2);

        server.crash();

        DrainReport report = drain.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertEquals(1, report.drained());
        assertEquals(2, report.cut());
        server.start();
        assertFalse(server.isDraining());
        RawClient.upgraded(server.port()).close();
        for (RawClient client : clients) {
            client.close();
        }
    }

    @Test
    void whoIsLeftWhenTheBudgetIsOverIsToldAndCutOff() throws Exception {
        server.start();
        try (RawClient first = RawClient.upgraded(server.port());
                RawClient second = RawClient.upgraded(server.port())) {
            DrainReport report = server.drain(
                            new DrainOptions(1, Duration.ofSeconds(10), Duration.ofMillis(100), "moving"))
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS);

            assertEquals(1, report.drained());
            assertEquals(1, report.cut());
            assertEquals("\u0088\u0003\u00f4moving", first.hearsFrame());
            assertEquals("\u0088\u0003\u00f4moving", second.hearsFrame());
            assertEquals(-1, first.next());
            assertEquals(-1, second.next());
        }
        assertEquals(0, server.openConnections());
    }

    private FlatlineServer server(Happenings program) {
        return new FlatlineServer(ServerOptions.defaults(), program, program, loops);
    }
}
