package dev.flatline.loadgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.dialect.ActionCable;
import dev.flatline.core.dialect.Dialect;
import dev.flatline.core.dialect.EngineIo4;
import dev.flatline.core.dialect.Plain;
import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.load.ConstantRate;
import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.reconnect.Retry;
import dev.flatline.core.seed.Seeds;
import dev.flatline.wire.Loops;
import dev.flatline.wire.SourcePool;
import dev.flatline.wire.TransportKind;
import dev.flatline.wire.inject.Injection;
import dev.flatline.wire.inject.SocketInjector;
import dev.flatline.wire.inject.SocketOpener;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Every cause that ends an attempt or a connection of a client, each made to happen on real sockets. */
@Tag("real-socket")
final class ClientCausesTest {

    private static final long MILLI = 1_000_000;
    private static final long LIMIT_SECONDS = 20;

    private long attemptTimeoutMillis = TimeUnit.SECONDS.toMillis(LIMIT_SECONDS);
    private HeartbeatRule heartbeat = HeartbeatRule.NONE;
    private Dialect dialect = Plain.DIALECT;
    private String scheme = "ws";
    private Injection injection = Injection.NONE;

    /** What a peer does with the socket that it accepted. */
    private interface Script {
        void run(PeerConnection peer) throws IOException;
    }

    /** Those that the other causes are not are told by a server of its own connections; LOCAL has a test of its own. */
    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {
                "CONNECT_TIMEOUT",
                "REFUSED",
                "NO_RESOURCES",
                "NETWORK_ERROR",
                "LOCAL",
                "SERVER_ERROR",
                "SLOW_CONSUMER",
                "REPLACED",
                "OVERLOADED",
                "DRAINING",
                "SERVER_STOPPED"
            })
    void isToldWithItsCode(CloseCause cause) throws Exception {
        assertEquals(line(cause), against(script(cause)));
    }

    private Script script(CloseCause cause) {
        return switch (cause) {
            case CLOSE_FRAME -> open(peer -> peer.close(4004));
            case END_OF_STREAM -> open(PeerConnection::fin);
            case RESET -> open(PeerConnection::reset);
            case PROTOCOL_ERROR -> open(peer -> peer.raw(new byte[] {(byte) 0x83, 0}));
            case TOO_BIG -> open(peer -> peer.raw(new byte[] {(byte) 0x82, 127, 0, 0, 0, 1, 0, 0, 0, 0}));
            case UPGRADE_REJECTED ->
                peer -> {
                    peer.readRequest();
                    peer.reject();
                };
            case HEARTBEAT_EXPIRED -> {
                heartbeat = HeartbeatRule.pinging(Activity.PONGS, 50 * MILLI, 50 * MILLI, 0);
                yield open(peer -> {});
            }
            case TLS_FAILED -> {
                scheme = "wss";
                yield peer -> peer.raw("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            case TLS_TIMEOUT -> {
                scheme = "wss";
                yield impatient(peer -> {});
            }
            case UPGRADE_TIMEOUT -> impatient(peer -> {});
            case GREETING_TIMEOUT -> {
                dialect = EngineIo4.DIALECT;
                yield impatient(open(peer -> {}));
            }
            case SENT_AWAY -> dismissed("{\"type\":\"disconnect\",\"reconnect\":false}");
            case SENT_BACK -> dismissed("{\"type\":\"disconnect\",\"reconnect\":true}");
            default -> throw new AssertionError("nobody made " + cause + " happen");
        };
    }

    private static String line(CloseCause cause) {
        return switch (cause) {
            case CLOSE_FRAME -> "lost close-frame 4004";
            case PROTOCOL_ERROR -> "lost protocol-error 1002";
            case TOO_BIG -> "lost too-big 1009";
            case END_OF_STREAM, RESET, HEARTBEAT_EXPIRED -> "lost " + cause.label() + " 0";
            case UPGRADE_REJECTED -> "failed upgrade-rejected 503";
            default -> "failed " + cause.label() + " 0";
        };
    }

    @Test
    void refused() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        assertEquals("failed refused 0", told("127.0.0.1", port));
    }

    @Test
    void connectTimeout() throws Exception {
        attemptTimeoutMillis = 300;
        List<SocketChannel> fill = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0;
                    i < 4;
                    i++) { // more than the queue of accepted connections takes: the kernel drops the rest
                SocketChannel channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.connect(full.getLocalSocketAddress());
                fill.add(channel);
            }

            assertEquals("failed connect-timeout 0", told("127.0.0.1", full.getLocalPort()));
        } finally {
            for (SocketChannel channel : fill) {
                channel.close();
            }
        }
    }

    /** The kernel is not asked to do it: the socket fails in its words. */
    @Test
    void noResources() throws Exception {
        injection = failing("socket: Too many open files");

        assertEquals("failed no-resources 0", told("127.0.0.1", 9));
    }

    @Test
    void networkError() throws Exception {
        injection = failing("connect: Network is unreachable");

        assertEquals("failed network-error 0", told("127.0.0.1", 9));
    }

    private static Injection failing(String words) {
        return (loops, index) -> new SocketInjector() {
            @Override
            public Channel open(int client, ChannelHandler handler, SocketOpener opener) {
                throw new ChannelException(new IOException(words));
            }

            @Override
            public void closed(Channel socket) {}

            @Override
            public void fleetEnds() {}
        };
    }

    private static Script open(Script then) {
        return peer -> {
            peer.readRequest();
            peer.accept();
            then.run(peer);
        };
    }

    private Script impatient(Script script) {
        attemptTimeoutMillis = 300;
        return script;
    }

    private Script dismissed(String words) {
        dialect = ActionCable.DIALECT;
        return peer -> {
            peer.readRequest();
            peer.raw(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Protocol: actioncable-v1-json\r\nSec-WebSocket-Accept: "
                            + PeerConnection.acceptFor(peer.header("Sec-WebSocket-Key")) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] frame = new byte[words.length() + 2];
            frame[0] = (byte) 0x81;
            frame[1] = (byte) words.length();
            System.arraycopy(words.getBytes(StandardCharsets.US_ASCII), 0, frame, 2, words.length());
            peer.raw(frame);
        };
    }

    /** What the only client of a fleet tells of a peer with this script, which keeps its socket until the test is over. */
    private String against(Script script) throws Exception {
        List<Socket> kept = new ArrayList<>();
        try (ServerSocket listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> played = CompletableFuture.runAsync(() -> {
                try {
                    Socket socket = listener.accept();
                    kept.add(socket);
                    script.run(new PeerConnection(socket));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });

            String line = told("127.0.0.1", listener.getLocalPort());

            played.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            return line;
        } finally {
            for (Socket socket : kept) {
                socket.close();
            }
        }
    }

    private String told(String host, int port) throws Exception {
        CompletableFuture<String> line = new CompletableFuture<>();
        CompletableFuture<String> gaveUp = new CompletableFuture<>();
        SilentEvents events = new SilentEvents() {
            @Override
            public void lost(int client, CloseCause cause, int code, long nowNanos) {
                line.complete("lost " + cause.label() + " " + code);
            }

            @Override
            public void attemptFailed(int client, CloseCause cause, int code, long nowNanos) {
                line.complete("failed " + cause.label() + " " + code);
            }

            @Override
            public void gaveUp(int client, CloseCause cause, int code, long nowNanos) {
                gaveUp.complete(cause.label() + " " + code);
            }
        };
        try (Loops loops = Loops.open("causes", 1, TransportKind.AUTO);
                Fleet fleet = fleet(loops, host, port, events)) {
            fleet.inject(injection);
            fleet.start(loops.timers(0).nanoTime());
            String told = line.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            String cause = gaveUp.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            assertTrue(told.endsWith(" " + cause), () -> told + ", gave up for " + cause);
            return told;
        }
    }

    private Fleet fleet(Loops loops, String host, int port, SilentEvents events) throws UnknownHostException {
        ClientPlan client = ClientPlan.plain(heartbeat, (loss, random) -> Retry.NEVER, attemptTimeoutMillis * MILLI)
                .withDialect(dialect);
        Target target = Target.parse(scheme + "://" + host + ":" + port + "/");
        return new Fleet(
                LoadPlan.of(1, new ConstantRate(1000), client),
                FleetShare.WHOLE,
                new Seeds(1),
                loops,
                new Destinations(List.of(Destination.to(target)), TrustOptions.SYSTEM, SourcePool.AUTO),
                events);
    }
}
