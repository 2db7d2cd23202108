package dev.flatline.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.flatline.chaos.ledger.Ledger;
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
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A proxy before a server that has a name. */
@Tag("real-socket")
final class UpstreamDialTest {

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final Loops loops = Loops.open("named-upstream", 1, TransportKind.AUTO, failures::add);

    @AfterEach
    void fails() {
        loops.close();
        assertEquals(List.of(), failures);
    }

    @Test
    void theNextAddressOfANameIsDialledWhenNobodyIsAtTheFirst() throws IOException {
        try (ServerSocket server = listener("::1");
                FaultProxy proxy = proxy(server.getLocalPort(), host -> NamedUpstreamTest.of("127.0.0.1", "::1"));
                RawPeer client = connect(proxy)) {
            try (RawPeer accepted = new RawPeer(server.accept())) {
                client.send("up");
                accepted.expect("up");
                accepted.send("down");
                client.expect("down");
            }
            assertEquals(0, proxy.unreachableUpstreams());
        }
    }

    @Test
    void aClientIsTurnedAwayOnceWhenNobodyIsAtAnyAddress() throws IOException {
        ServerSocket gone = listener("127.0.0.1");
        gone.close();
        try (FaultProxy proxy = proxy(gone.getLocalPort(), host -> NamedUpstreamTest.of("127.0.0.1", "::1"));
                RawPeer client = connect(proxy)) {
            assertThrows(IOException.class, () -> client.socket.getInputStream().read());
            assertEquals(1, proxy.unreachableUpstreams());
            Await.until("nothing open", () -> proxy.openConnections() == 0);
        }
    }

    @Test
    void aConnectionWaitsForTheFirstAnswer() throws IOException {
        CompletableFuture<InetAddress[]> answer = new CompletableFuture<>();
        try (ServerSocket server = listener("127.0.0.1");
                FaultProxy proxy = proxy(server.getLocalPort(), host -> answer.join());
                RawPeer client = connect(proxy)) {
            client.send("early");
            Await.until("accepted", () -> proxy.openConnections() == 1);

            answer.complete(NamedUpstreamTest.of("127.0.0.1"));

            try (RawPeer accepted = new RawPeer(server.accept())) {
                accepted.expect("early");
            }
        }
    }

    @Test
    void aResolverThatHangsCostsAConnectionTheDialLimitAndNoLoop() throws IOException {
        CompletableFuture<InetAddress[]> never = new CompletableFuture<>();
        try (FaultProxy proxy = proxy(1, host -> never.join());
                RawPeer client = connect(proxy)) {
            assertThrows(IOException.class, () -> client.socket.getInputStream().read());
            assertEquals(1, proxy.unreachableUpstreams());
        } finally {
            never.complete(new InetAddress[0]);
        }
    }

    @Test
    void aNameThatHasMovedIsFollowedAfterADialThatFailed() throws IOException {
        AtomicReference<String> now = new AtomicReference<>("127.0.0.2");
        try (ServerSocket server = listener("127.0.0.1");
                FaultProxy proxy =
                        proxy(server.getLocalPort(), host -> NamedUpstreamTest.of(Objects.requireNonNull(now.get())))) {
            try (RawPeer lost = connect(proxy)) {
                assertThrows(
                        IOException.class, () -> lost.socket.getInputStream().read());
            }
            now.set("127.0.0.1");

            try (RawPeer client = connect(proxy);
                    RawPeer accepted = new RawPeer(server.accept())) {
                client.send("found");
                accepted.expect("found");
            }
        }
    }

    private FaultProxy proxy(int port, NamedUpstream.Resolver resolver) throws IOException {
        ProxyLimits limits = ProxyLimits.DEFAULT;
        ProxyOptions options = ProxyOptions.inFrontOf("web", port, 0)
                .with(new ProxyLimits(
                        limits.maxHeldBytes(),
                        limits.maxDelayedBytes(),
                        limits.maxDelayedTotalBytes(),
                        Duration.ofMillis(500),
                        limits.maxHeadBytes(),
                        limits.headLimit()));
        ProxyContext context = new ProxyContext(
                new ProxyHistory("web", new ConnectionRoom(1000)),
                options,
                new Seeds(1),
                new RecordingFaultEvents(),
                new Ledger(1, false));
        FaultProxy proxy =
                new FaultProxy(context, loops, new NamedUpstream(options.upstream(), resolver, failures::add));
        proxy.start();
        return proxy;
    }

    private static ServerSocket listener(String address) throws IOException {
        ServerSocket listener = new ServerSocket(0, 10, InetAddress.getByName(address));
        listener.setSoTimeout(ProxyRig.READ_LIMIT_MILLIS);
        return listener;
    }

    private static RawPeer connect(FaultProxy proxy) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(ProxyRig.READ_LIMIT_MILLIS);
        socket.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port()), ProxyRig.READ_LIMIT_MILLIS);
        return new RawPeer(socket);
    }
}
