package dev.flatline.chaos;

import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.seed.Seeds;
import dev.flatline.core.testing.Await;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A proxy on real sockets, in front of a listener whose connections the test holds in its hands. */
final class ProxyRig implements AutoCloseable {

    static {
        LeakWatch.install();
    }

    static final int READ_LIMIT_MILLIS = 20_000;

    private static final TransportKind TRANSPORT = TransportKind.AUTO;

    final RecordingFaultEvents events = new RecordingFaultEvents();
    final ServerSocket upstream;
    final FaultProxy proxy;
    private final Loops loops;
    private final List<RawPeer> peers = new ArrayList<>();

    ProxyRig(int threads, long seed, int clients) throws IOException {
        this(threads, seed, clients, ProxyLimits.DEFAULT);
    }

    ProxyRig(int threads, long seed, int clients, ProxyLimits limits) throws IOException {
        upstream = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        upstream.setSoTimeout(READ_LIMIT_MILLIS);
        loops = Loops.open("test-proxy", threads, TRANSPORT);
        ProxyOptions options = ProxyOptions.inFrontOf("127.0.0.1", upstream.getLocalPort(), clients)
                .with(limits);
        proxy = new FaultProxy(options, new Seeds(seed), loops, events);
        proxy.start();
    }

    static ProxyLimits limits(Duration headLimit) {
        return new ProxyLimits(64 << 10, 16 << 20, 256 << 20, Duration.ofSeconds(5), 8 << 10, headLimit);
    }

    /** A connection that has said nothing yet. */
    RawPeer connect() throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port()), READ_LIMIT_MILLIS);
        return peer(socket);
    }

    /** A client of the fleet that has asked for its upgrade. */
    RawPeer ask(int client) throws IOException {
        RawPeer peer = connect();
        peer.send(Faults.head(client));
        return peer;
    }

    /** The server's end of the next connection that the proxy dials. */
    RawPeer accept() throws IOException {
        return peer(upstream.accept());
    }

    /** Both ends of a client's connection, its head read by the server. */
    Pair open(int client) throws IOException {
        RawPeer asked = ask(client);
        RawPeer accepted = accept();
        accepted.expect(Faults.head(client));
        return new Pair(asked, accepted);
    }

    /** Begins a fault, and returns when the loops do it. */
    void begin(ScheduledFault fault) {
        int open = proxy.openConnections();
        long before = events.count("hit " + fault.index() + " ");
        proxy.begin(fault);
        Await.until("hits of " + fault, () -> events.count("hit " + fault.index() + " ") > before || open == 0);
    }

    /** Now, on the clock of the proxy. */
    long nanoTime() {
        return loops.timers(0).nanoTime();
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        loops.close();
        for (RawPeer peer : peers) {
            peer.close();
        }
        upstream.close();
    }

    private RawPeer peer(Socket socket) throws IOException {
        RawPeer peer = new RawPeer(socket);
        peers.add(peer);
        return peer;
    }

    /** A client's end and the server's end. */
    record Pair(RawPeer client, RawPeer server) {

        /** Goes through the proxy and back, twice: whatever the proxy had to read before has been read. */
        void barrier() throws IOException {
            for (int i = 0; i < 2; i++) {
                client.send("ping");
                server.expect("ping");
                server.send("pong");
                client.expect("pong");
            }
        }
    }
}
