package dev.flatline.simulation;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.flatline.core.connection.Transport;
import dev.flatline.core.connection.TransportWorld;
import dev.flatline.core.time.VirtualTime;
import java.util.function.BooleanSupplier;

/** A {@link SimulatedTransport} and a {@link ScriptedPeer} on wires without faults. */
final class SimulatedWorld implements TransportWorld {

    private static final long LIMIT_NANOS = SECONDS.toNanos(20);
    private static final long LOOK_NANOS = 10_000;

    private final VirtualTime time = new VirtualTime();
    private final ScriptedPeer peer = new ScriptedPeer(time);
    private final SimulatedTransport transport = new SimulatedTransport(17, peer, NetworkModel.LOOPBACK, time);

    @Override
    public Transport transport() {
        return transport;
    }

    @Override
    public void run(Runnable action) {
        action.run();
    }

    @Override
    public void runUntil(BooleanSupplier condition) {
        long limit = time.nanoTime() + LIMIT_NANOS;
        while (!condition.getAsBoolean()) {
            if (time.nanoTime() > limit) {
                throw new AssertionError("did not happen in 20 s of virtual time");
            }
            time.advance(LOOK_NANOS);
        }
    }

    @Override
    public void peerReacts(Reaction reaction) {
        peer.reaction = reaction;
    }

    @Override
    public void peerPings() {
        peer.latest().fromServer(Frame.ping(-1));
    }

    @Override
    public void peerCloses(int code) {
        peer.latest().fromServer(Frame.close(code));
    }

    @Override
    public void peerFin() {
        peer.latest().fromServer(Frame.FIN);
    }

    @Override
    public void peerReset() {
        peer.latest().fromServer(Frame.RST);
    }

    @Override
    public int peerGotPongs() {
        return peer.pongs;
    }

    @Override
    public int peerGotCloseCode() {
        return peer.closeCode;
    }

    @Override
    public boolean peerSawTheEnd() {
        return peer.ended;
    }

    @Override
    public void close() {}
}
