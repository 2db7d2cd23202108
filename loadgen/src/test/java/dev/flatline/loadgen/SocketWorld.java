package dev.flatline.loadgen;

import dev.flatline.core.connection.Transport;
import dev.flatline.core.connection.TransportWorld;
import dev.flatline.core.seed.Seeds;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/** A {@link NettyTransport} and a {@link ScriptedPeer} on loopback. */
final class SocketWorld implements TransportWorld {

    private static final long LIMIT_SECONDS = 20;
    private static final long LOOK_NANOS = 1_000_000;

    final ScriptedPeer peer = new ScriptedPeer();
    private final Loops loops;
    private final ClientLoop loop;
    private final Target target;
    private final NettyTransport transport;

    SocketWorld(TransportKind kind) throws IOException {
        loops = Loops.open("transport-test", 1, kind);
        target = new Target("127.0.0.1", peer.port(), "/");
        loop = new ClientLoop(loops, 0, new Seeds(1).generator("masks", 0), new LongAdder());
        transport = new NettyTransport(loop, TestRoutes.to(target), 17);
    }

    /** Another client on the same event loop. */
    Transport another() {
        return new NettyTransport(loop, TestRoutes.to(target), 18);
    }

    @Override
    public Transport transport() {
        return transport;
    }

    @Override
    public void run(Runnable action) {
        CompletableFuture.runAsync(action, loops.loop(0))
                .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void runUntil(BooleanSupplier condition) {
        CompletableFuture<Void> held = new CompletableFuture<>();
        run(() -> look(condition, held));
        held.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }

    private void look(BooleanSupplier condition, CompletableFuture<Void> held) {
        if (condition.getAsBoolean()) {
            held.complete(null);
        } else if (!held.isDone()) {
            loops.timers(0).after(LOOK_NANOS, () -> look(condition, held));
        }
    }

    @Override
    public void peerReacts(Reaction reaction) {
        peer(() -> peer.reacts(reaction));
    }

    @Override
    public void peerPings() {
        peer(() -> peer.latest().ping());
    }

    @Override
    public void peerCloses(int code) {
        peer(() -> peer.latest().close(code));
    }

    @Override
    public void peerFin() {
        runUntil(() -> !peer.connections().isEmpty());
        peer(() -> peer.latest().fin());
    }

    @Override
    public void peerReset() {
        peer(() -> peer.latest().reset());
    }

    @Override
    public int peerGotPongs() {
        return peer.latest().pongs.get();
    }

    @Override
    public int peerGotCloseCode() {
        return peer.latest().closeCode;
    }

    @Override
    public boolean peerSawTheEnd() {
        return !peer.connections().isEmpty() && peer.latest().ended;
    }

    @Override
    public void close() throws IOException {
        peer.close();
        loops.close();
    }

    private static void peer(PeerAction action) {
        try {
            action.run();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private interface PeerAction {
        void run() throws IOException;
    }
}
