package dev.flatline.chaos.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.chaos.LeakWatch;
import dev.flatline.chaos.RawPeer;
import dev.flatline.chaos.control.ConnectionInfo;
import dev.flatline.chaos.control.ProxySpec;
import dev.flatline.chaos.control.RunningProxy;
import dev.flatline.chaos.control.TimeToLive;
import dev.flatline.chaos.control.ToxicView;
import dev.flatline.chaos.ledger.Injection;
import dev.flatline.chaos.target.Target;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.ToxicTypes;
import dev.flatline.chaos.toxic.Values;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A service with one proxy, before a listener whose connections the test holds in its hands. */
final class ServiceRig implements AutoCloseable {

    static {
        LeakWatch.install();
    }

    static final String PROXY = "test";
    static final int LIMIT_MILLIS = 20_000;

    final List<Throwable> failures = new CopyOnWriteArrayList<>();
    final ChaosService service;
    private final List<RawPeer> peers = new ArrayList<>();
    private ServerSocket upstream;

    /** Without an API, with delays in the ledger. */
    ServiceRig() throws IOException {
        this(ServiceOptions.defaults().inProcess().with(new ServiceOptions.LedgerOptions(1 << 16, true, null)));
    }

    ServiceRig(ServiceOptions options) throws IOException {
        upstream = listener(0);
        service = ChaosService.open(options, failures::add);
        service.hub().create(new ProxySpec(PROXY, "127.0.0.1:0", "127.0.0.1:" + upstream.getLocalPort(), true));
    }

    private static ServerSocket listener(int port) throws IOException {
        ServerSocket listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.setSoTimeout(LIMIT_MILLIS);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
        return listener;
    }

    RunningProxy running() {
        return Objects.requireNonNull(service.hub().running(PROXY));
    }

    int port() {
        return running().address().getPort();
    }

    /** A client that has said nothing yet. */
    RawPeer connect() throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), LIMIT_MILLIS);
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

    /** The server's end of the next connection that is dialled. */
    RawPeer accept() throws IOException {
        return peer(upstream.accept());
    }

    /** Both ends of a connection. */
    Pair open() throws IOException {
        return new Pair(connect(), accept());
    }

    /** Puts a toxic on, named after its type. */
    void put(String type, Stream stream, Map<String, Object> attributes, @Nullable TimeToLive ttl) {
        ToxicType known = ToxicTypes.named(type).orElseThrow();
        Values values = known.defaults();
        for (Map.Entry<String, Object> attribute : attributes.entrySet()) {
            values = values.with(attribute.getKey(), attribute.getValue());
        }
        NamedToxic toxic = new NamedToxic(type, stream, 1, Target.EVERYONE, known.create(values));
        service.hub()
                .toxics(PROXY)
                .put(new ToxicView(toxic, stream.word(), ttl))
                .join();
    }

    void put(String type, Map<String, Object> attributes) {
        put(type, ToxicTypes.named(type).orElseThrow().stream(), attributes, null);
    }

    void remove(String type) {
        service.hub().toxics(PROXY).remove(type, toxic -> true).join();
    }

    List<ConnectionInfo> connections() {
        return running().connections().join();
    }

    /** What the ledger has of an action. */
    List<Injection> injections(String action) {
        return service.ledger().read(0, Integer.MAX_VALUE).stream()
                .filter(injection -> injection.action().equals(action))
                .toList();
    }

    /** The server goes away; its port stays known. */
    void stopUpstream() throws IOException {
        upstream.close();
    }

    /** The server comes back, on its port. */
    void startUpstream() throws IOException {
        upstream = listener(upstream.getLocalPort());
    }

    int upstreamPort() {
        return upstream.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        service.close();
        for (RawPeer peer : peers) {
            peer.close();
        }
        upstream.close();
        assertEquals(List.of(), failures);
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
