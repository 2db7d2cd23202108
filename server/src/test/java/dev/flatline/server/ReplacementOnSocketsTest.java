package dev.flatline.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.seed.Seeds;
import dev.flatline.core.testing.Await;
import dev.flatline.core.testing.OwnThread;
import dev.flatline.server.options.IdentityOptions;
import dev.flatline.server.options.LimitOptions;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ghosts and live duplicates are replaced across event loops, also when many come at a time. */
@Tag("real-socket")
final class ReplacementOnSocketsTest {

    private static final long LIMIT_SECONDS = 20;
    private static final int IDENTITIES = 50;
    private static final int THREADS = 4;
    private static final int RECONNECTS = 1_000;

    private final Loops loops = Loops.open("replacing-server", 2, TransportKind.AUTO);
    private final Happenings happenings = Happenings.echo();
    private final FlatlineServer server = new FlatlineServer(
            ServerOptions.defaults()
                    .with(IdentityOptions.query("id"))
                    .with(LimitOptions.DEFAULT.withTimeouts(Duration.ofSeconds(10), Duration.ofMillis(300))),
            happenings,
            happenings,
            loops);
    private final Queue<RawClient> clients = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
        server.close();
        loops.close();
    }

    @Test
    void aClientThatWasKilledWithoutAFinIsReplacedAndCountedAsAGhost() throws IOException {
        RawClient ghost = connect("ann");
        RawClient bob = connect("bob");

        RawClient ann = connect("ann");

        Await.until(() -> server.counters().ghostsReplaced() == 1);
        assertEquals(1, server.counters().closedBy(CloseCause.REPLACED));
        assertEquals(2, server.openConnections());
        assertTrue(server.send("ann", "to ann") && server.send("bob", "to bob"));
        assertEquals("to ann", ann.message());
        assertEquals("to bob", bob.message());
        assertEquals("\u0088&\u0011\u0094", ghost.hears(4));
    }

    @Test
    void aLiveDuplicateReadsWhyItHasToGo() throws IOException {
        RawClient duplicate = connect("ann");

        connect("ann");

        assertEquals("\u0088&\u0011\u0094a newer connection has this identity", duplicate.hears(40));
        assertEquals(-1, duplicate.next());
        duplicate.close();
        Await.until(() -> happenings.program.contains("close replaced 4500"));
        assertEquals(1, server.openConnections());
    }

    @Test
    void nobodyIsFoundWhoIsNotThere() throws IOException {
        assertFalse(server.find("ann").isPresent());
        assertFalse(server.send("ann", "x"));
        RawClient ann = connect("ann");
        assertEquals("ann", server.find("ann").orElseThrow().identity().orElseThrow());

        ann.close();

        Await.until(() -> server.find("ann").isEmpty());
        assertFalse(server.send("ann", new byte[] {1}));
    }

    @Test
    void inARaceOfManyReconnectsOneConnectionPerIdentityIsLeft() throws IOException {
        CompletableFuture<?>[] racers = IntStream.range(0, THREADS)
                .mapToObj(thread -> CompletableFuture.runAsync(() -> race(thread), OwnThread.EACH))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(racers)
                .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .join();
        List<RawClient> last = new ArrayList<>();
        for (int i = 0; i < IDENTITIES; i++) {
            last.add(connect("client " + i));
        }

        Await.until(() -> server.openConnections() == IDENTITIES);

        for (int i = 0; i < IDENTITIES; i++) {
            assertTrue(server.send("client " + i, "you are " + i));
            assertEquals("you are " + i, last.get(i).message());
        }
        ServerCounters counters = server.counters();
        long closed =
                Arrays.stream(CloseCause.values()).mapToLong(counters::closedBy).sum();
        assertEquals(RECONNECTS + IDENTITIES, counters.opened());
        assertEquals(RECONNECTS, closed);
        assertTrue(counters.closedBy(CloseCause.REPLACED) >= RECONNECTS / 3, "replaced " + closed);
        for (RawClient client : last) {
            client.close();
        }
        Await.until(() -> server.openConnections() == 0);
        for (int i = 0; i < IDENTITIES; i++) {
            assertTrue(server.find("client " + i).isEmpty(), "client " + i + " is still known");
        }
    }

    /** A third of the connections is closed, a third is reset, and a third is never heard of again. */
    private void race(int thread) {
        RandomGenerator random = new Seeds(7).generator("race", thread);
        for (int i = 0; i < RECONNECTS / THREADS; i++) {
            try {
                RawClient client = connect("client " + random.nextInt(IDENTITIES));
                switch (random.nextInt(3)) {
                    case 0 -> client.close();
                    case 1 -> client.reset();
                    default -> {}
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private RawClient connect(String identity) throws IOException {
        RawClient client =
                RawClient.upgraded(server.port(), VirtualServer.request("/?id=" + identity.replace(' ', '+')));
        clients.add(client);
        return client;
    }
}
