package dev.flatline.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.tls.ListenTls;
import dev.flatline.chaos.tls.ProxyTls;
import dev.flatline.chaos.tls.UpstreamTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A peer that speaks TLS and never reads pauses the other one, and then gets everything. */
@Tag("real-socket")
final class TlsBackPressureTest {

    private static final long ALL_BYTES = 64 << 20;
    private static final long ROOM_BYTES = 32 << 20;
    private static final long SILENT_MILLIS = 1000;

    @AfterAll
    static void releasesEveryBuffer() {
        LeakWatch.assertNone();
    }

    @Test
    void aClientThatNeverReadsPausesTheServer() throws Exception {
        try (TlsRig rig = new TlsRig(ProxyTls.NONE.with(ListenTls.SELF_SIGNED), null)) {
            InetSocketAddress address = (InetSocketAddress) rig.upstream.getLocalSocketAddress();
            rig.upstream.close();
            try (ServerSocketChannel listener = ServerSocketChannel.open()) {
                listener.bind(address);
                RawPeer client = rig.connectTls();
                try (SocketChannel server = listener.accept()) {
                    assertPauses(server, client);
                }
            }
        }
    }

    @Test
    void aServerThatNeverReadsPausesTheClient(@TempDir Path folder) throws Exception {
        TestKeys keys = new TestKeys(folder, "server", "ip:127.0.0.1");
        try (TlsRig rig = new TlsRig(ProxyTls.NONE.with(UpstreamTls.INSECURE), keys)) {
            try (SocketChannel client =
                    SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), rig.proxy.port()))) {
                client.write(ByteBuffer.wrap(new byte[] {1}));
                RawPeer server = rig.accept();
                assertEquals(1, server.socket.getInputStream().read());
                assertPauses(client, server);
            }
        }
    }

    private static void assertPauses(SocketChannel writer, RawPeer reader) throws IOException {
        long written = 0;
        try (Selector selector = Selector.open()) {
            writer.configureBlocking(false);
            writer.register(selector, SelectionKey.OP_WRITE);
            ByteBuffer chunk = ByteBuffer.allocate(64 << 10);
            while (written < ALL_BYTES && selector.select(SILENT_MILLIS) > 0) {
                selector.selectedKeys().clear();
                written += writer.write(chunk.clear());
            }
        }

        assertTrue(written < ROOM_BYTES, "taken without a pause: " + written);
        assertEquals(written, reader.socket.getInputStream().readNBytes((int) written).length);
    }
}
