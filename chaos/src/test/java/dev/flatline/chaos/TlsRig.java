package dev.flatline.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.chaos.tls.ProxyTls;
import dev.flatline.core.seed.Seeds;
import dev.flatline.core.testing.Await;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A proxy whose sides speak TLS or not, on real sockets, between peers that the test holds in its hands. */
@SuppressWarnings("IdentityHashMapUsage") // sockets have no equality of their own
final class TlsRig implements AutoCloseable {

    static {
        LeakWatch.install();
    }

    final ServerSocket upstream = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
    final FaultProxy proxy;
    private final @Nullable TestKeys keys;
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Loops loops = Loops.open("tls-proxy", 1, TransportKind.AUTO, failures::add);
    private final List<RawPeer> peers = new ArrayList<>();
    private final Map<RawPeer, RawPeer> below = new IdentityHashMap<>();

    /** In front of a listener that speaks TLS with these keys, or plain TCP without. */
    TlsRig(ProxyTls tls, @Nullable TestKeys keys, Duration dialLimit) throws IOException {
        this.keys = keys;
        upstream.setSoTimeout(ProxyRig.READ_LIMIT_MILLIS);
        ProxyLimits usual = ProxyLimits.DEFAULT;
        ProxyLimits limits = new ProxyLimits(
                usual.maxHeldBytes(),
                usual.maxDelayedBytes(),
                usual.maxDelayedTotalBytes(),
                dialLimit,
                usual.maxHeadBytes(),
                usual.headLimit());
        ProxyOptions options = ProxyOptions.inFrontOf("127.0.0.1", upstream.getLocalPort(), 0);
        proxy = new FaultProxy(options.with(limits).with(tls), new Seeds(1), loops, new RecordingFaultEvents());
        proxy.start();
    }

    TlsRig(ProxyTls tls, @Nullable TestKeys keys) throws IOException {
        this(tls, keys, Duration.ofSeconds(15));
    }

    /** A client that has said nothing yet, not even TLS. */
    RawPeer connect() throws IOException {
        Socket socket = new Socket();
        socket.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port()), ProxyRig.READ_LIMIT_MILLIS);
        return peer(socket);
    }

    /** A client that is reset after it was accepted, or so soon that its connect fails with that. */
    void expectTurnedAway() throws IOException {
        RawPeer client;
        try {
            client = connect();
        } catch (ConnectException refused) {
            throw refused;
        } catch (SocketException reset) {
            return;
        }
        client.expectRst();
    }

    /** A client that accepts any certificate, its handshake over. */
    RawPeer connectTls(String... protocols) throws IOException, GeneralSecurityException {
        return secured(connect(), protocols);
    }

    /** TLS over a connection of a client that stands. */
    RawPeer secured(RawPeer below, String... protocols) throws IOException, GeneralSecurityException {
        RawPeer peer = layered(TestKeys.trustingAnybody(), below);
        SSLSocket socket = (SSLSocket) peer.socket;
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        socket.startHandshake();
        return peer;
    }

    /** The server's end of the next connection that the proxy dials; its handshake begins with its first read or write. */
    RawPeer accept() throws IOException {
        RawPeer accepted = acceptPlain();
        if (keys == null) {
            return accepted;
        }
        RawPeer peer = layered(keys.context, accepted);
        ((SSLSocket) peer.socket).setUseClientMode(false);
        return peer;
    }

    /** The same, which says nothing of its own, not even TLS. */
    RawPeer acceptPlain() throws IOException {
        return peer(upstream.accept());
    }

    /** The TCP that a peer speaks TLS on, or the peer itself. */
    RawPeer below(RawPeer peer) {
        return below.getOrDefault(peer, peer);
    }

    private RawPeer layered(SSLContext context, RawPeer tcp) throws IOException {
        RawPeer peer = peer(context.getSocketFactory().createSocket(tcp.socket, "127.0.0.1", proxy.port(), true));
        below.put(peer, tcp);
        return peer;
    }

    void awaitFailures(long count) {
        Await.until("handshakes failed", () -> proxy.tlsFailures() == count);
    }

    void awaitNoneOpen() {
        Await.until("nothing open", () -> proxy.openConnections() == 0);
    }

    /** What the network does is no failure of the program. */
    @Override
    public void close() throws IOException {
        proxy.close();
        loops.close();
        for (RawPeer peer : peers) {
            peer.close();
        }
        upstream.close();
        assertEquals(List.of(), List.copyOf(failures));
    }

    private RawPeer peer(Socket socket) throws IOException {
        RawPeer peer = new RawPeer(socket);
        peers.add(peer);
        return peer;
    }
}
