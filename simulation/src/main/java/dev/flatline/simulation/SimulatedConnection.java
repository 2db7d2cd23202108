package dev.flatline.simulation;

import dev.flatline.core.dialect.ServerTalk;
import dev.flatline.core.fault.ActiveFaults;
import dev.flatline.core.fault.Impairment;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.seed.Seeds;
import dev.flatline.core.time.Timers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One simulated socket pair with the fault proxy in the middle: a client end, a server end, and a wire each way. Either
 * end can be gone while the other does not know yet.
 */
final class SimulatedConnection {

    private static final int NO_SLOT = -1;

    final int client;
    final long number;
    private final ServerEnd server;
    private final Consumer<Frame> toClient;
    private final SimulatedWire upstream;
    private final SimulatedWire downstream;
    private final Impairment line;
    private List<ScheduledFault> faults = List.of();
    private int serverSlot = NO_SLOT;
    private @Nullable ServerTalk serverTalk;
    private boolean dialled;
    private boolean clientGone;
    private boolean serverGone;

    /** Where a connection begins and ends. */
    record Ends(int client, Consumer<Frame> toClient, ServerEnd server) {}

    /**
     * A connection that the client's end has and the server does not know of yet: see {@link #dial}.
     *
     * @param number its own, from which its randomness comes
     * @param line what the wires suffer without faults
     */
    SimulatedConnection(Ends ends, long number, Timers timers, Seeds seeds, Impairment line) {
        this.client = ends.client;
        this.toClient = ends.toClient;
        this.server = ends.server;
        this.number = number;
        this.line = line;
        RandomGenerator random = seeds.generator("wire", number);
        this.upstream = new SimulatedWire(timers, random, line, this::atServer);
        this.downstream = new SimulatedWire(timers, random, line, this::atClient);
    }

    private void atServer(Frame frame) {
        server.receive(this, frame);
    }

    private void atClient(Frame frame) {
        if (!clientGone) {
            toClient.accept(frame);
        }
    }

    /** Lets the client's upgrade request go to the server. */
    void dial() {
        dialled = true;
        upstream.send(Frame.REQUEST);
    }

    /** Whether the request was let go to the server. */
    boolean isDialled() {
        return dialled;
    }

    void fromClient(Frame frame) {
        if (!clientGone && dialled) {
            upstream.send(frame);
        }
    }

    void fromServer(Frame frame) {
        downstream.send(frame);
    }

    /** Returns whether the fault had not hit it before. */
    boolean hit(ScheduledFault fault) {
        if (faults.contains(fault)) {
            return false;
        }
        if (faults.isEmpty()) {
            faults = new ArrayList<>(1);
        }
        return faults.add(fault);
    }

    /** Returns whether the fault had hit it. */
    boolean release(ScheduledFault fault) {
        return !faults.isEmpty() && faults.remove(fault);
    }

    /** Suffers from now on what the faults that hit it do to it. */
    void impair() {
        Impairment impairment = ActiveFaults.impairment(line, faults);
        upstream.impair(impairment);
        downstream.impair(impairment);
    }

    boolean isSilent() {
        return ActiveFaults.impairment(line, faults) == Impairment.HOLD;
    }

    /** Both ends learn of a reset, behind what is under way: in silence, all of it waits. */
    void resetBehind() {
        upstream.send(Frame.RST);
        downstream.send(Frame.RST);
    }

    /** Both ends learn of a reset as fast as the line is; what was under way is lost with the connection. */
    void reset() {
        upstream.clear(line);
        downstream.clear(line);
        if (dialled) {
            upstream.send(Frame.RST);
        } else {
            serverGone = true;
        }
        downstream.send(Frame.RST);
    }

    /** The server never hears of a client that gives up before its request was let through. */
    void clientGone() {
        clientGone = true;
        serverGone |= !dialled;
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

    /** What its server says; only on an accepted connection. */
    ServerTalk serverTalk() {
        return Objects.requireNonNull(serverTalk);
    }

    void serverTalk(ServerTalk talk) {
        serverTalk = talk;
    }
}
