package dev.flatline.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.testing.Await;
import dev.flatline.core.testing.OwnThread;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What only the kernel can show: FIN and RST, restarts on one port, clients that do not read. */
@Tag("real-socket")
final class ServerOnSocketsTest {

    private static final long LIMIT_SECONDS = 20;

    private final Loops loops = Loops.open("server-test", 2, TransportKind.AUTO);
    private final Happenings happenings = Happenings.echo();
    private final FlatlineServer server = new FlatlineServer(ServerOptions.defaults(), happenings, happenings, loops);

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        loops.close();
    }

    @Test
    void echoesOverLoopback() throws IOException {
        try (RawClient client = RawClient.upgraded(server.port())) {
            client.saysText("hello");

            assertEquals("\u0081\u0005hello", client.hears(7));
        }
    }

    @Test
    void aFinWithoutACloseFrameIsTheEndOfTheStream() throws IOException {
        RawClient.upgraded(server.port()).close();

        Await.until(() -> happenings.program.contains("close end-of-stream 0"));
        assertEquals(0, server.openConnections());
    }

    @Test
    void aResetIsAReset() throws IOException {
        RawClient.upgraded(server.port()).reset();

        Await.until(() -> happenings.program.contains("close reset 0"));
    }

    @Test
    void aViolationIsAnsweredBeforeTheSocketCloses() throws IOException {
        try (RawClient client = RawClient.upgraded(server.port())) {
            client.says(new byte[] {(byte) 0xC1, (byte) 0x80, 0, 0, 0, 0});
            client.says(new byte[100_000]);

            String close = client.hears(4);

            assertEquals("\u0088", close.substring(0, 1));
            assertEquals("\u0003\u00ea", close.substring(2));
        }
        Await.until(() -> happenings.program.contains("close protocol-error 1002"));
    }

    @Test
    void aCrashDropsEveryoneWithoutACloseFrameAndTheSamePortListensAgain() throws IOException {
        int port = server.port();
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(RawClient.upgraded(port));
        }

        server.crash();

        assertEquals(0, server.openConnections());
        assertEquals(20, Collections.frequency(happenings.program, "close server-stopped 0"));
        for (RawClient client : clients) {
            assertEquals(-1, client.next());
            client.close();
        }
        assertThrows(IOException.class, () -> RawClient.upgraded(port));
        server.start();
        assertEquals(port, server.port());
        RawClient.upgraded(port).close();
        assertTrue(happenings.events.contains("opened 17 #21"), "a number is never used again");
    }

    @Test
    void theOpenConnectionsAreVisited() throws IOException {
        RawClient first = RawClient.upgraded(server.port());
        RawClient second = RawClient.upgraded(server.port());
        List<String> seen = new ArrayList<>();

        server.forEachOpen((client, connection) -> seen.add(client + " #" + connection));
        Collections.sort(seen);

        assertEquals(List.of("17 #1", "17 #2"), seen);
        first.close();
        second.close();
    }

    @Test
    void aPortInUseIsOneLineAndNothingIsLeftHalfOpen() throws IOException {
        FlatlineServer other;
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
            other = new FlatlineServer(
                    ServerOptions.defaults().listeningOn("127.0.0.1", port), happenings, happenings, loops);

            CannotListenException refused = assertThrows(CannotListenException.class, other::start);

            assertEquals("cannot listen on 127.0.0.1:" + port + ": the port is in use", refused.getMessage());
        }
        other.start();
        assertEquals(port, other.port());
        other.close();
    }

    @Test
    void anAddressOfAnotherMachineIsOneLine() {
        ServerOptions options = ServerOptions.defaults().listeningOn("192.0.2.1", 0);
        FlatlineServer other = new FlatlineServer(options, happenings, happenings, loops);

        CannotListenException refused = assertThrows(CannotListenException.class, other::start);

        assertEquals("cannot listen on 192.0.2.1:0: this machine does not have that address", refused.getMessage());
    }

    @Test
    void aClientThatNeverReadsIsCutOffAndTheOthersLoseNothing() throws IOException {
        try (RawClient deaf = RawClient.upgraded(server.port());
                RawClient other = RawClient.upgraded(server.port())) {
            CompletableFuture<Void> flood = CompletableFuture.runAsync(() -> flood(deaf), OwnThread.EACH);

            for (int i = 0; i < 200; i++) {
                other.saysText("hello");
                assertEquals("\u0081\u0005hello", other.hears(7));
            }
            Await.until(() -> happenings.program.contains("close slow-consumer 1008"));
            flood.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
            other.saysText("hello");

            assertEquals("\u0081\u0005hello", other.hears(7));
            assertEquals(1, server.counters().closedBy(CloseCause.SLOW_CONSUMER));
            assertEquals(1, server.openConnections());
        }
    }

    /** Sends messages and reads nothing until the server has had enough. */
    private static void flood(RawClient client) {
        byte[] frame = new byte[60_008];
        frame[0] = (byte) 0x82;
        frame[1] = (byte) 0xFE;
        frame[2] = (byte) (60_000 >> 8);
        frame[3] = (byte) (60_000 & 0xFF);
        while (true) {
            try {
                client.says(frame);
            } catch (IOException cutOff) {
                return;
            }
        }
    }

    @Test
    void aServerIsNotStoppedFromItsOwnLoops() {
        CompletableFuture<Void> attempt = CompletableFuture.runAsync(server::crash, loops.loop(0));

        Exception refused = assertThrows(Exception.class, attempt::join);

        assertInstanceOf(IllegalStateException.class, refused.getCause());
    }
}
