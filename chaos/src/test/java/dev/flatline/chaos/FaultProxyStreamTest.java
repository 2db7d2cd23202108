package dev.flatline.chaos;

import static dev.flatline.chaos.Faults.latency;
import static dev.flatline.chaos.Faults.onAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.ProxyRig.Pair;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.seed.Seeds;
import dev.flatline.core.testing.Await;
import dev.flatline.core.testing.OwnThread;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams of bytes on real sockets: unchanged, in order, bounded. */
@Tag("real-socket")
final class FaultProxyStreamTest {

    private static final int STREAM_BYTES = 1 << 20;

    @AfterAll
    static void releasesEveryBuffer() {
        LeakWatch.assertNone();
    }

    @ParameterizedTest(name = "seed {0}, {1} stacked latencies")
    @CsvSource({"1,0", "2,0", "3,0", "4,2", "5,2"})
    void anyStreamPassesUnchangedUnderAnyChunking(long seed, int latencies) throws IOException {
        try (ProxyRig rig = new ProxyRig(1, seed, 10)) {
            Pair pair = rig.open(1);
            for (int i = 0; i < latencies; i++) {
                rig.begin(onAll(i, latency(2, 3)));
            }
            byte[] sent = new byte[latencies == 0 ? STREAM_BYTES : STREAM_BYTES / 4];
            new Seeds(seed).generator("bytes", 0).nextBytes(sent);

            CompletableFuture<Void> echo = CompletableFuture.runAsync(() -> echo(pair.server()), OwnThread.EACH);
            CompletableFuture<Void> sender =
                    CompletableFuture.runAsync(() -> sendChunked(pair.client(), sent, seed), OwnThread.EACH);
            byte[] echoed = pair.client().socket.getInputStream().readAllBytes();
            sender.join();
            echo.join();

            assertArrayEquals(sent, echoed);
            Await.until("the connection closed", () -> rig.proxy.openConnections() == 0);
        }
    }

    @Test
    void aHalfClosedClientThatReadsLateGetsTheWholeAnswer() throws IOException {
        try (ProxyRig rig = new ProxyRig(1, 1, 10)) {
            Pair pair = rig.open(1);
            byte[] answer = new byte[8 << 20];
            new Seeds(1).generator("answer", 0).nextBytes(answer);

            pair.client().fin();
            pair.server().expectFin();
            CompletableFuture<Void> sender =
                    CompletableFuture.runAsync(() -> sendChunked(pair.server(), answer, 1), OwnThread.EACH);
            for (int from = 0; from < answer.length; from += 1 << 20) {
                byte[] part = pair.client().socket.getInputStream().readNBytes(1 << 20);
                assertArrayEquals(Arrays.copyOfRange(answer, from, from + (1 << 20)), part);
            }

            pair.client().expectFin();
            sender.join();
        }
    }

    @Test
    void aClientThatNeverReadsPausesTheServer() throws IOException {
        try (ProxyRig rig = new ProxyRig(1, 1, 10)) {
            assertPausesTheServer(rig, null);
        }
    }

    @Test
    void silencePausesTheServerWhenEnoughIsHeld() throws IOException {
        try (ProxyRig rig = new ProxyRig(1, 1, 10)) {
            assertPausesTheServer(rig, onAll(0, new Fault.Blackhole()));
        }
    }

    @Test
    void faultsThatComeAndGoFromManyThreadsLeaveNothingBehind() throws IOException {
        try (ProxyRig rig = new ProxyRig(2, 1, 10)) {
            List<Pair> pairs = new ArrayList<>();
            for (int client = 0; client < 10; client++) {
                pairs.add(rig.open(client));
            }

            List<CompletableFuture<Void>> threads = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int first = thread * 50;
                threads.add(CompletableFuture.runAsync(
                        () -> {
                            for (int i = first; i < first + 50; i++) {
                                ScheduledFault fault = onAll(i, i % 2 == 0 ? new Fault.Blackhole() : latency(1, 1));
                                rig.proxy.begin(fault);
                                rig.proxy.end(fault);
                            }
                        },
                        OwnThread.EACH));
            }
            for (Pair pair : pairs) {
                pair.barrier();
            }
            threads.forEach(CompletableFuture::join);
            Await.until("all ends", () -> rig.events.count("ended") == 200);

            for (Pair pair : pairs) {
                pair.barrier();
            }
            List<String> lines = rig.events.lines();
            assertEquals(200 * 12, lines.size());
            for (int i = 0; i < 200; i++) {
                String hit = "hit " + i + " ";
                List<String> own = new ArrayList<>(lines);
                int fault = i;
                own.removeIf(line ->
                        !line.startsWith(hit) && !line.equals("began " + fault) && !line.equals("ended " + fault));
                assertEquals("began " + i, own.get(0));
                assertEquals("ended " + i, own.get(11));
            }
        }
    }

    private static void assertPausesTheServer(ProxyRig rig, @Nullable ScheduledFault fault) throws IOException {
        SocketAddress address = rig.upstream.getLocalSocketAddress();
        rig.upstream.close();
        try (ServerSocketChannel listener = ServerSocketChannel.open();
                Selector selector = Selector.open()) {
            listener.bind(address);
            RawPeer client = rig.ask(1);
            SocketChannel server = listener.accept();
            if (fault != null) {
                rig.begin(fault);
            }

            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_WRITE);
            ByteBuffer chunk = ByteBuffer.allocate(64 << 10);
            long written = 0;
            while (written < 64 << 20 && selector.select(500) > 0) {
                selector.selectedKeys().clear();
                written += server.write(chunk.clear());
            }

            assertTrue(written < 32 << 20, "taken without a pause: " + written);

            if (fault != null) {
                rig.proxy.end(fault);
            }
            assertEquals(written, client.socket.getInputStream().readNBytes((int) written).length);
            server.close();
        }
    }

    private static void echo(RawPeer peer) {
        try {
            peer.socket.getInputStream().transferTo(peer.socket.getOutputStream());
            peer.fin();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static void sendChunked(RawPeer peer, byte[] bytes, long seed) {
        RandomGenerator random = new Seeds(seed).generator("chunks", 0);
        try {
            OutputStream out = peer.socket.getOutputStream();
            for (int from = 0; from < bytes.length; ) {
                int length = Math.min(bytes.length - from, 1 + random.nextInt(4096));
                out.write(bytes, from, length);
                from += length;
            }
            peer.fin();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
