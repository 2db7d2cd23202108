package dev.flatline.chaos;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.flatline.chaos.ProxyRig.Pair;
import dev.flatline.chaos.target.Conditions;
import dev.flatline.chaos.target.Target;
import dev.flatline.chaos.tls.ListenTls;
import dev.flatline.chaos.tls.ProxyTls;
import dev.flatline.chaos.tls.UpstreamTls;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.seed.Seeds;
import dev.flatline.core.testing.Await;
import dev.flatline.core.testing.OwnThread;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A proxy that ends TLS, on real sockets: streams, ends and toxics are what they are without it. */
@Tag("real-socket")
final class TlsProxyTest {

    private static final ProxyTls ENDS = ProxyTls.NONE.with(ListenTls.SELF_SIGNED);
    private static final int STREAM_BYTES = 1 << 20;

    private static TestKeys keys;

    @BeforeAll
    static void makeKeys(@TempDir Path folder) throws Exception {
        keys = new TestKeys(folder, "server", "dns:localhost,ip:127.0.0.1");
    }

    @AfterAll
    static void releasesEveryBuffer() {
        LeakWatch.assertNone();
    }

    /** Which sides speak TLS. */
    private enum Sides {
        CLIENT,
        SERVER,
        BOTH;

        TlsRig rig() throws IOException {
            ProxyTls tls = this == SERVER ? ProxyTls.NONE : ENDS;
            return this == CLIENT ? new TlsRig(tls, null) : new TlsRig(tls.with(UpstreamTls.INSECURE), keys);
        }

        Pair open(TlsRig rig) throws Exception {
            RawPeer client = this == SERVER ? rig.connect() : rig.connectTls();
            Pair pair = new Pair(client, rig.accept());
            pair.barrier();
            return pair;
        }
    }

    @ParameterizedTest
    @EnumSource(Sides.class)
    void keepsTheHalfCloseOfEitherSide(Sides sides) throws Exception {
        try (TlsRig rig = sides.rig()) {
            Pair first = sides.open(rig);
            Pair second = sides.open(rig);

            first.client().send("question");
            first.client().fin();
            first.server().expect("question");
            first.server().expectFin();
            first.server().send("answer");
            first.client().expect("answer");
            first.server().fin();
            first.client().expectFin();
            second.server().fin();
            second.client().expectFin();
            second.client().send("still here");
            second.server().expect("still here");

            Await.until("the first connection closed", () -> rig.proxy.openConnections() == 1);
        }
    }

    @ParameterizedTest
    @EnumSource(Sides.class)
    void passesOnTheRstOfEitherSide(Sides sides) throws Exception {
        try (TlsRig rig = sides.rig()) {
            Pair first = sides.open(rig);
            Pair second = sides.open(rig);

            rig.below(first.client()).rst();
            rig.below(second.server()).rst();

            expectRst(first.server());
            expectRst(second.client());
            rig.awaitNoneOpen();
        }
    }

    @ParameterizedTest(name = "{1} sides, seed {0}")
    @CsvSource({"1,CLIENT", "2,SERVER", "3,BOTH", "4,BOTH"})
    void aMegabyteEachWayPassesUnchangedUnderAnyChunking(long seed, Sides sides) throws Exception {
        try (TlsRig rig = sides.rig()) {
            Pair pair = sides.open(rig);
            if (seed % 2 == 0) {
                Toxic slicer = Faults.make("slicer", "average_size", 900L, "size_variation", 500L);
                rig.proxy.toxics(List.of(onEveryone(slicer))).join();
            }
            byte[] up = bytes(seed);
            byte[] down = bytes(seed + 100);

            CompletableFuture<byte[]> atServer = read(pair.server());
            CompletableFuture<byte[]> atClient = read(pair.client());
            CompletableFuture<Void> fromServer =
                    CompletableFuture.runAsync(() -> sendChunked(pair.server(), down, seed), OwnThread.EACH);
            sendChunked(pair.client(), up, seed);
            fromServer.join();

            assertArrayEquals(up, atServer.join());
            assertArrayEquals(down, atClient.join());
            rig.awaitNoneOpen();
        }
    }

    @Test
    void aBrowsersWebSocketWorksOnWssAndItsFramesAreCounted() throws Exception {
        try (TlsRig rig = Sides.BOTH.rig()) {
            CompletableFuture<Void> server = CompletableFuture.runAsync(() -> echoOneFrame(rig), OwnThread.EACH);
            CompletableFuture<String> heard = new CompletableFuture<>();

            WebSocket client = HttpClient.newBuilder()
                    .sslContext(TestKeys.trustingAnybody())
                    .build()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create("wss://localhost:" + rig.proxy.port() + "/"), new Hears(heard))
                    .get(ProxyRig.READ_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
            client.sendText("hello", true).join();

            assertEquals("hello", heard.get(ProxyRig.READ_LIMIT_MILLIS, TimeUnit.MILLISECONDS));
            server.join();
            assertEquals(1, rig.proxy.frames(Direction.UPSTREAM, 1));
            assertEquals(1, rig.proxy.frames(Direction.DOWNSTREAM, 1));
            client.abort();
        }
    }

    @Test
    void aHeaderInsideTlsTellsWhomAToxicHits() throws Exception {
        try (TlsRig rig = Sides.CLIENT.rig()) {
            Target seven = new Target(List.of(Conditions.of("header", "X-Flatline-Client: 7")));
            rig.proxy
                    .toxics(List.of(new NamedToxic("no", Stream.BOTH, 1, seven, Faults.make("refuse"))))
                    .join();

            RawPeer hit = rig.connectTls();
            hit.send(Faults.head(7));
            RawPeer spared = rig.connectTls();
            spared.send(Faults.head(8));

            expectRst(hit);
            RawPeer server = rig.accept();
            server.expect(Faults.head(8));
            new Pair(spared, server).barrier();
        }
    }

    @ParameterizedTest
    @EnumSource(Silences.class)
    void silenceIsAboveTls(Silences silence) throws Exception {
        try (TlsRig rig = Sides.CLIENT.rig()) {
            rig.proxy.toxics(List.of(onEveryone(silence.toxic()))).join();

            RawPeer client = rig.connectTls();
            client.send("late");
            client.expectStillOpen();
            rig.proxy.toxics(List.of()).join();

            RawPeer server = rig.accept();
            server.expect("late");
            new Pair(client, server).barrier();
        }
    }

    private enum Silences {
        DROP,
        FREEZE,
        HANG;

        Toxic toxic() {
            return this == HANG
                    ? Faults.make("accept_hang")
                    : Faults.make("half_open", "mode", name().toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void whatNeedsNoRequestIsDoneBeforeTheHandshake() throws Exception {
        try (TlsRig rig = Sides.CLIENT.rig()) {
            rig.proxy.toxics(List.of(onEveryone(Faults.make("refuse")))).join();

            rig.expectTurnedAway();

            rig.awaitNoneOpen();
            assertEquals(1, rig.proxy.acceptedConnections());
            assertEquals(0, rig.proxy.tlsFailures());
        }
    }

    private static NamedToxic onEveryone(Toxic toxic) {
        return new NamedToxic("toxic", Stream.BOTH, 1, Target.EVERYONE, toxic);
    }

    @Test
    void closeNotifyComesBeforeFinAndNotBeforeTheEndOfTheProxy() throws Exception {
        try (TlsRig rig = Sides.CLIENT.rig()) {
            RawPeer finished = rig.connect();
            new Pair(rig.secured(finished, "TLSv1.2"), rig.accept()).barrier();
            RawPeer told = rig.connect();
            Pair pair = new Pair(rig.secured(told, "TLSv1.2"), rig.accept());
            pair.barrier();

            pair.server().fin();
            byte[] alert = told.socket.getInputStream().readAllBytes();
            rig.proxy.close();

            assertEquals(21, alert[0], "an alert record");
            assertEquals(0, finished.socket.getInputStream().readAllBytes().length);
        }
    }

    @Test
    void aFinWithoutCloseNotifyIsAFin() throws Exception {
        try (TlsRig rig = Sides.CLIENT.rig()) {
            RawPeer below = rig.connect();
            Pair pair = new Pair(rig.secured(below), rig.accept());
            pair.barrier();

            below.fin();

            pair.server().expectFin();
            pair.server().send("answer");
            pair.client().expect("answer");
        }
    }

    @Test
    void tls12EndsBothDirectionsAtOnce() throws Exception {
        try (TlsRig rig = Sides.CLIENT.rig()) {
            Pair pair = new Pair(rig.connectTls("TLSv1.2"), rig.accept());
            pair.barrier();

            pair.client().socket.close();

            pair.server().expectFin();
            pair.server().fin();
            rig.awaitNoneOpen();
        }
    }

    private static void expectRst(RawPeer peer) {
        IOException failure = assertThrows(
                IOException.class, () -> peer.socket.getInputStream().readAllBytes());
        assertEquals("Connection reset", failure.getMessage());
    }

    private static byte[] bytes(long seed) {
        byte[] bytes = new byte[STREAM_BYTES];
        new Seeds(seed).generator("bytes", 0).nextBytes(bytes);
        return bytes;
    }

    private static CompletableFuture<byte[]> read(RawPeer peer) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return peer.socket.getInputStream().readAllBytes();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                OwnThread.EACH);
    }

    private static void sendChunked(RawPeer peer, byte[] bytes, long seed) {
        RandomGenerator sizes = new Seeds(seed).generator("chunks", 0);
        try {
            OutputStream out = peer.socket.getOutputStream();
            for (int from = 0; from < bytes.length; ) {
                int size = Math.min(bytes.length - from, sizes.nextInt(1, 40_000));
                out.write(bytes, from, size);
                from += size;
            }
            peer.fin();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void echoOneFrame(TlsRig rig) {
        try {
            Socket socket = rig.accept().socket;
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.read());
            }
            String key =
                    head.substring(head.indexOf("Sec-WebSocket-Key: ") + 19).split("\r\n", 2)[0];
            OutputStream out = socket.getOutputStream();
            out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: " + acceptFor(key) + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            byte[] frame = in.readNBytes(11);
            byte[] echo = {(byte) 0x81, 5, 0, 0, 0, 0, 0};
            for (int i = 0; i < 5; i++) {
                echo[2 + i] = (byte) (frame[6 + i] ^ frame[2 + i % 4]);
            }
            out.write(echo);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** RFC 6455, section 4.2.2. */
    private static String acceptFor(String key) {
        try {
            byte[] both = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(both));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Hears(CompletableFuture<String> heard) implements WebSocket.Listener {

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            heard.complete(data.toString());
            return CompletableFuture.completedFuture(null);
        }
    }
}
