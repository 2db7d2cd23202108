package dev.flatline.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.flatline.chaos.ledger.Ledger;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.seed.Seeds;
import dev.flatline.core.testing.Await;
import dev.flatline.wire.Loops;
import dev.flatline.wire.OutgoingSockets;
import dev.flatline.wire.TransportKind;
import dev.flatline.wire.inject.SocketOpener;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One client on a real socket whose other end the test holds. */
@Tag("real-socket")
final class ClientInjectorTest {

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final Loops loops = Loops.open("test-client", 1, TransportKind.AUTO, failures::add);
    private final ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final ClientInjector injector =
            new ClientInjector(1, false, new Seeds(1), loops, new RecordingFaultEvents(), new Ledger(100, false));
    private final Client client = new Client();

    ClientInjectorTest() throws IOException {
        listener.setSoTimeout(ProxyRig.READ_LIMIT_MILLIS);
    }

    @AfterEach
    void close() throws IOException {
        injector.close();
        loops.close();
        listener.close();
        assertEquals(List.of(), failures);
    }

    @Test
    void aClientIsPartedFromItsSocketOnlyWhileAFaultIsOnIt() throws IOException {
        client.connect();
        try (RawPeer server = new RawPeer(listener.accept())) {
            Await.until("connected", () -> client.connected);
            Channel socket = client.channel;
            ScheduledFault silence = Faults.onAll(0, new Fault.Blackhole());

            injector.begin(silence);
            Await.until("parted", () -> client.channel instanceof FrontChannel);
            client.send("held");
            server.send("held, too");
            injector.end(silence);
            server.expect("held");
            Await.until("read", () -> String.join("", client.read).equals("held, too"));
            Await.until("joined", () -> client.channel == socket);
            client.send("straight");

            server.expect("straight");
            assertEquals(0, injector.partedClients());
        }
    }

    @Test
    void aToxicGoesThroughTheSameChain() throws IOException {
        client.connect();
        try (RawPeer server = new RawPeer(listener.accept())) {
            Await.until("connected", () -> client.connected);

            injector.toxics(List.of(RelayRig.toxic("cut", Stream.UPSTREAM, Faults.make("limit_data", "bytes", 4L))))
                    .join();
            client.send("abcdef");

            server.expect("abcd");
            server.expectFin();
            assertInstanceOf(FrontChannel.class, client.channel);
        }
    }

    @Test
    void aToxicOnFramesWantsAnInjectorThatFollowsThem() {
        NamedToxic frames = RelayRig.toxic("drop", Stream.BOTH, Faults.make("frame_drop"));

        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> injector.toxics(List.of(frames)));

        assertEquals("toxic 'drop' depends on requests or frames, which are not followed here", refused.getMessage());
    }

    /** What a client of the fleet is to the injector. */
    @SuppressWarnings("NullAway.Init")
    private final class Client extends ChannelInboundHandlerAdapter implements SocketOpener {
        volatile Channel channel;
        volatile boolean connected;
        final List<String> read = new CopyOnWriteArrayList<>();

        void connect() {
            loops.execute(0, () -> {
                channel = injector.on(loops, 0).open(0, this, this);
                ChannelFuture unused = connect(channel);
            });
        }

        void send(String text) {
            loops.run(0, () -> {
                        ChannelFuture unused =
                                channel.writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
                    })
                    .join();
        }

        @Override
        public boolean isSharable() {
            return true;
        }

        @Override
        public void handlerAdded(ChannelHandlerContext ctx) {
            channel = ctx.channel();
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            connected = true;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            read.add(bytes.toString(StandardCharsets.ISO_8859_1));
            bytes.release();
        }

        @Override
        public @Nullable InetSocketAddress source() {
            return null;
        }

        @Override
        public boolean isSecure() {
            return false;
        }

        @Override
        public Channel open(ChannelHandler handler) {
            Channel socket = new OutgoingSockets(loops).open(null);
            socket.pipeline().addLast(handler);
            ChannelFuture unused = loops.loop(0).register(socket);
            return socket;
        }

        @Override
        public ChannelFuture connect(Channel opened) {
            return opened.connect(listener.getLocalSocketAddress());
        }
    }
}
