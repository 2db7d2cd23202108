package dev.flatline.loadgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.connection.Transport;
import dev.flatline.core.connection.TransportWorld.Reaction;
import dev.flatline.core.load.ClientRows;
import dev.flatline.core.load.RequestPlan;
import dev.flatline.core.seed.Seeds;
import dev.flatline.wire.Loops;
import dev.flatline.wire.SourcePool;
import dev.flatline.wire.TransportKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the contract of all transports does not say: bytes on the wire, identity, addresses, bounds. */
@Tag("real-socket")
final class ClientSocketTest {

    private final Heard heard = new Heard();
    private final SocketWorld world = new SocketWorld(TransportKind.AUTO);

    ClientSocketTest() throws IOException {}

    @AfterEach
    void closeWorld() throws IOException {
        world.close();
    }

    @Test
    void everyConnectionSaysWhoItIsUnderAKeyOfItsOwn() {
        connect();
        String firstKey = world.peer.latest().header("Sec-WebSocket-Key");
        connect();

        assertEquals("17", world.peer.latest().header("X-Flatline-Client"));
        assertEquals("127.0.0.1:" + world.peer.port(), world.peer.latest().header("Host"));
        assertNotEquals(firstKey, world.peer.latest().header("Sec-WebSocket-Key"));
    }

    @Test
    void partOfAFrameIsToldAsBytesAndTheRestAsTheMessage() throws IOException {
        connect();

        world.peer.latest().raw(new byte[] {(byte) 0x81, 2, 'a'});
        world.runUntil(() -> heard.lines.contains("bytes"));
        world.peer.latest().raw(new byte[] {'b'});
        world.runUntil(() -> heard.lines.contains("text 2"));

        assertEquals(List.of("connected", "open", "bytes", "text 2"), heard.lines);
    }

    @Test
    void aMessageThatIsHalfReadHereIsNotContinuedThere() throws IOException {
        connect();
        PeerConnection first = world.peer.latest();
        first.raw(new byte[] {(byte) 0x81, 3, 'a'});
        world.runUntil(() -> heard.lines.contains("bytes"));

        Heard other = new Heard();
        Transport another = world.another();
        world.run(() -> another.connect(other));
        world.runUntil(() -> other.lines.contains("open"));
        world.peer.latest().raw(new byte[] {(byte) 0x81, 1, 'x'});
        world.runUntil(() -> other.lines.contains("text 1"));
        first.raw(new byte[] {'b', 'c'});
        world.runUntil(() -> heard.lines.contains("text 3"));

        assertEquals(List.of("connected", "open", "bytes", "text 3"), heard.lines);
        assertEquals(List.of("connected", "open", "text 1"), other.lines);
    }

    @Test
    void aServerThatMasksIsAProtocolErrorAndIsToldSo() throws IOException {
        connect();

        world.peer.latest().raw(new byte[] {(byte) 0x81, (byte) 0x81, 0, 0, 0, 0, 'a'});
        world.runUntil(() -> heard.lines.contains("closed protocol-error 1002"));
        world.runUntil(world::peerSawTheEnd);

        assertEquals(1002, world.peerGotCloseCode());
    }

    @Test
    void anAnswerThatIsNotHttpIsAProtocolError() throws IOException {
        world.peerReacts(Reaction.HOLD);
        world.run(() -> world.transport().connect(heard));
        world.runUntil(() -> !world.peer.connections().isEmpty());

        world.peer.latest().raw(new byte[] {0, 1, 2, 3});

        world.runUntil(() -> heard.lines.contains("closed protocol-error 0"));
    }

    @Test
    void aServerThatAgreesToNoneOfTheSubprotocolsIsAProtocolError() throws IOException {
        RequestPlan request = new RequestPlan("", List.of(), List.of("chat"), false, ClientRows.NONE);
        try (Loops loops = Loops.open("subprotocol-test", 1, TransportKind.AUTO)) {
            ClientLoop loop = new ClientLoop(loops, 0, new Seeds(1).generator("masks", 0), new LongAdder());
            Target target = new Target("127.0.0.1", world.peer.port(), "/");
            NettyTransport transport = new NettyTransport(loop, TestRoutes.asking(request, target), 1);

            loops.loop(0).execute(() -> transport.connect(heard));
            CloseCause cause = heard.closed.orTimeout(20, TimeUnit.SECONDS).join();

            assertEquals(CloseCause.PROTOCOL_ERROR, cause);
            assertEquals(
                    "what answers there does not speak WebSocket as it should: the answer names none of the subprotocols that"
                            + " were offered",
                    loop.problem());
        }
    }

    @Test
    void aClientConnectsFromTheAddressItIsGivenAndAServerThatNeverReadsIsGivenUp() throws IOException {
        try (Loops loops = Loops.open("bound-test", 1, TransportKind.AUTO);
                ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Target target = new Target("127.0.0.1", listener.getLocalPort(), "/");
            ClientLoop loop = new ClientLoop(loops, 0, new Seeds(1).generator("masks", 0), new LongAdder());
            InetAddress second = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
            SourcePool pool = new SourcePool(List.of(new SourcePool.Range(second, 1)));
            NettyTransport transport = new NettyTransport(loop, TestRoutes.from(pool, target), 1);
            loops.loop(0).execute(() -> transport.connect(heard));

            var socket = listener.accept();
            PeerConnection deaf = new PeerConnection(socket);
            deaf.readRequest();
            deaf.accept();
            byte[] message = new byte[100_000];
            loops.loop(0).execute(() -> sendUntilClosed(loop, transport, message));
            CloseCause cause = heard.closed.orTimeout(20, TimeUnit.SECONDS).join();

            assertEquals(second, socket.getInetAddress());
            assertEquals(CloseCause.NETWORK_ERROR, cause);
            deaf.reset();
        }
    }

    private void sendUntilClosed(ClientLoop loop, NettyTransport transport, byte[] message) {
        if (!heard.closed.isDone()) {
            transport.sendText(message);
            loop.timers.after(0, () -> sendUntilClosed(loop, transport, message));
        }
    }

    private void connect() {
        heard.lines.clear();
        world.run(() -> world.transport().connect(heard));
        world.runUntil(() -> heard.lines.contains("open"));
    }

    private static final class Heard implements Transport.Listener {
        final List<String> lines = new CopyOnWriteArrayList<>();
        final CompletableFuture<CloseCause> closed = new CompletableFuture<>();

        @Override
        public void onConnected() {
            lines.add("connected");
        }

        @Override
        public void onSecured() {}

        @Override
        public void onOpen() {
            lines.add("open");
        }

        @Override
        public void onBytes() {
            lines.add("bytes");
        }

        @Override
        public void onPong(long payload) {
            lines.add("pong");
        }

        @Override
        public void onText(byte[] utf8) {
            lines.add("text " + utf8.length);
        }

        @Override
        public void onClosed(CloseCause cause, int code) {
            lines.add("closed " + cause.label() + " " + code);
            closed.complete(cause);
        }
    }
}
