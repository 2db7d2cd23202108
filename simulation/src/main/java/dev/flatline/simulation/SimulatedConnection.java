package dev.flatline.simulation;

import dev.flatline.core.fault.Impairment;
import dev.flatline.core.seed.Seeds;
import dev.flatline.core.time.Timers;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * One simulated socket pair with the fault proxy in the middle: a client end, a server end, and a wire each way. Either
 * end can be gone while the other does not know yet.
 */
final class SimulatedConnection {

    private static final int NO_SLOT = -1;

    final int client;
    final long number;
    private final SimulatedWire upstream;
    private final SimulatedWire downstream;
    private int serverSlot = NO_SLOT;
    private boolean clientGone;
    private boolean serverGone;

    /**
     * Connects both ends.
     *
     * @param line what the wires suffer without faults
     * @param ends where frames arrive; the client hears nothing once it is gone
     */
    SimulatedConnection(int client, long number, Timers timers, Seeds seeds, Impairment line, Ends ends) {
        this.client = client;
        this.number = number;
        RandomGenerator random = seeds.generator("wire", number);
        this.upstream = new SimulatedWire(timers, random, line, frame -> ends.toServer(this, frame));
        this.downstream = new SimulatedWire(timers, random, line, frame -> {
            if (!clientGone) {
                ends.toClient().accept(frame);
            }
        });
    }

    /** Where frames arrive. */
    record Ends(SimulatedServer server, Consumer<Frame> toClient) {
        void toServer(SimulatedConnection connection, Frame frame) {
            server.receive(connection, frame);
        }
    }

    void fromClient(Frame frame) {
        if (!clientGone) {
            upstream.send(frame);
        }
    }

    void fromServer(Frame frame) {
        downstream.send(frame);
    }

    void impair(Impairment impairment) {
        upstream.impair(impairment);
        downstream.impair(impairment);
    }

    /** Both ends learn of a reset; what was under way is lost with the connection. */
    void reset() {
        upstream.clear();
        downstream.clear();
        upstream.send(Frame.RST);
        downstream.send(Frame.RST);
    }

    void clientGone() {
        clientGone = true;
    }

    void serverGone() {
        serverGone = true;
    }

    boolean isServerGone() {
        return serverGone;
    }

    /** Whether neither end is there. */
    boolean isOver() {
        return clientGone && serverGone;
    }

    boolean isAccepted() {
        return serverSlot != NO_SLOT;
    }

    int serverSlot() {
        return serverSlot;
    }

    void serverSlot(int slot) {
        serverSlot = slot;
    }
}
