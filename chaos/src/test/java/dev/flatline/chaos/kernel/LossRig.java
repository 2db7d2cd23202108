package dev.flatline.chaos.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.flatline.chaos.ConnectionRoom;
import dev.flatline.chaos.FaultProxy;
import dev.flatline.chaos.ProxyHistory;
import dev.flatline.chaos.ProxyOptions;
import dev.flatline.chaos.ledger.Ledger;
import dev.flatline.chaos.rollback.RollbackException;
import dev.flatline.chaos.rollback.RollbackJournal;
import dev.flatline.core.fault.FaultEvents;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.seed.Seeds;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import jdk.net.ExtendedSocketOptions;

/** Sockets of the JDK, proxies between them, and a kernel that drops packets; everything is gone when it is closed. */
final class LossRig implements AutoCloseable {

    static final int PATIENCE_MILLIS = 20_000;

    private static final AtomicInteger RIGS = new AtomicInteger();

    private final String run = "test-" + ProcessHandle.current().pid() + "-" + RIGS.incrementAndGet();
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    final RollbackJournal journal;
    final KernelLoss loss;

    LossRig(Path state) throws RollbackException {
        this.journal = open(RollbackJournal.open(state, run, Instant.EPOCH, Set.of(new KernelHealer())));
        this.loss = open(new KernelLoss(run, () -> journal, address -> OptionalLong.empty(), failures::add));
    }

    /** Another one of the same run, for a server in a namespace of its own. */
    KernelLoss lossBefore(Function<InetSocketAddress, OptionalLong> processAt) {
        return open(new KernelLoss(run + "-apart", () -> journal, processAt, failures::add));
    }

    String run() {
        return run;
    }

    String table() {
        return "flatline-" + run;
    }

    @Override
    public void close() throws IOException, NftException {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                throw new IOException("a part of the rig could not be closed", e);
            }
        }

        assertFalse(Kernel.hasTable(table()));
        assertEquals(List.of(), failures);
    }

    <T extends AutoCloseable> T open(T part) {
        opened.push(part);
        return part;
    }

    /** A server that sends back what it gets. */
    InetSocketAddress echo(String host) throws IOException {
        ServerSocket listening = open(new ServerSocket());
        listening.bind(new InetSocketAddress(host, 0));
        daemon(() -> {
            while (true) {
                Socket accepted = listening.accept();
                daemon(() -> accepted.getInputStream().transferTo(accepted.getOutputStream()));
            }
        });
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    private interface Io {
        Object run() throws IOException;
    }

    private static void daemon(Io task) {
        Thread thread = new Thread(() -> {
            try {
                Object unused = task.run();
            } catch (IOException closed) {
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** A proxy on the loopback address. */
    FaultProxy proxy(InetSocketAddress server) throws IOException {
        Loops loops = open(Loops.open(
                "kernel-test", 1, TransportKind.AUTO, FaultProxy.TICK, failure -> failures.add(failure.toString())));
        ProxyOptions options = ProxyOptions.inFrontOf(server.getHostString(), server.getPort(), 0)
                .with(loss);
        FaultProxy proxy = open(new FaultProxy(
                new ProxyHistory("web", new ConnectionRoom(100)),
                options,
                new Seeds(1),
                loops,
                Nobody.INSTANCE,
                new Ledger(100, false)));
        proxy.start();
        return proxy;
    }

    /** A client whose first word was answered. */
    Socket connect(InetSocketAddress address) throws IOException {
        Socket socket = open(new Socket());
        socket.connect(address, PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        echoes(socket, "hello");
        return socket;
    }

    static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    static void hears(Socket socket, String text) throws IOException {
        byte[] expected = text.getBytes(StandardCharsets.UTF_8);
        assertArrayEquals(expected, socket.getInputStream().readNBytes(expected.length));
    }

    static void echoes(Socket socket, String text) throws IOException {
        send(socket, text);
        hears(socket, text);
    }

    static void hearsNothing(Socket socket, int millis) throws IOException {
        socket.setSoTimeout(millis);
        assertThrows(SocketTimeoutException.class, () -> socket.getInputStream().read());
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    /** Three seconds of silence are a death for its kernel. */
    static void probeQuickly(Socket socket) throws IOException {
        socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, 1);
        socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, 1);
        socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, 2);
    }

    /** How often in a row its kernel has sent again without an answer. */
    static int retransmits(Socket socket) {
        try {
            return Kernel.retransmits(socket.getLocalPort(), socket.getPort());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends something; whether it, or something before it, is not acknowledged. */
    static boolean isUnheard(Socket socket) {
        try {
            send(socket, "?");
            return retransmits(socket) > 0;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<PacketPath> paths(Socket client) {
        InetSocketAddress here = (InetSocketAddress) client.getLocalSocketAddress();
        InetSocketAddress there = (InetSocketAddress) client.getRemoteSocketAddress();
        return List.of(new PacketPath(here, there), new PacketPath(there, here));
    }

    private enum Nobody implements FaultEvents {
        INSTANCE;

        @Override
        public void faultBegan(ScheduledFault fault, long nowNanos) {}

        @Override
        public void faultHit(ScheduledFault fault, int client, long connection, long nowNanos) {}

        @Override
        public void faultEscaped(ScheduledFault fault, int client, long nowNanos) {}

        @Override
        public void faultEnded(ScheduledFault fault, long nowNanos) {}
    }
}
