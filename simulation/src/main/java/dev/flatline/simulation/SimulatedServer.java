package dev.flatline.simulation;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.connection.ServerEvents;
import dev.flatline.core.heartbeat.Activity.Signal;
import dev.flatline.core.heartbeat.DetectorKind;
import dev.flatline.core.heartbeat.HeartbeatMonitor;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.seed.Seeds;
import dev.flatline.core.time.Timers;
import java.util.ArrayList;
import java.util.List;

/**
 * The server's decisions without its sockets: upgrades one after the other, answers pings, echoes messages, scans for
 * silent connections with the classes of the real one.
 */
final class SimulatedServer implements ServerEnd, HeartbeatMonitor.Verdict {

    private final HeartbeatRule rule;
    private final NetworkModel network;
    private final Seeds seeds;
    private final Timers timers;
    private final ServerEvents events;
    private final List<SimulatedConnection> bySlot = new ArrayList<>();
    private HeartbeatMonitor monitor;
    private boolean up = true;
    private long busyUntilNanos;
    private int crashes;

    SimulatedServer(HeartbeatRule rule, NetworkModel network, Seeds seeds, Timers timers, ServerEvents events) {
        this.rule = rule;
        this.network = network;
        this.seeds = seeds;
        this.timers = timers;
        this.events = events;
        this.monitor = monitor();
        monitor.start();
    }

    @Override
    public void receive(SimulatedConnection connection, Frame frame) {
        if (connection.isServerGone()) {
            return;
        }
        switch (frame.kind()) {
            case REQUEST -> upgrade(connection);
            case PING -> {
                monitor.signal(connection.serverSlot(), Signal.PING);
                connection.fromServer(Frame.pong(frame.number()));
            }
            case PONG -> monitor.pong(connection.serverSlot(), frame.number());
            case TEXT -> {
                monitor.signal(connection.serverSlot(), Signal.MESSAGE);
                connection.fromServer(frame);
            }
            case CLOSE -> close(connection, CloseCause.CLOSE_FRAME);
            case FIN -> close(connection, CloseCause.END_OF_STREAM);
            case RST -> close(connection, CloseCause.RESET);
            case ACCEPT, REJECT -> throw new IllegalStateException("a client never sends " + frame.kind());
        }
    }

    /** Goes away with all its connections, as a killed process does: their peers get a FIN and no Close frame. */
    void crash() {
        up = false;
        crashes++;
        monitor.stop();
        for (SimulatedConnection connection : open()) {
            close(connection, CloseCause.SERVER_STOPPED);
            connection.fromServer(Frame.FIN);
        }
    }

    /** Comes back without a memory. */
    void restart() {
        up = true;
        bySlot.clear();
        busyUntilNanos = timers.nanoTime();
        monitor = monitor();
        monitor.start();
    }

    /** The connections it holds, by slot. */
    List<SimulatedConnection> open() {
        return bySlot.stream()
                .filter(connection -> connection.isAccepted() && !connection.isServerGone())
                .toList();
    }

    @Override
    public void ping(int slot, long number) {
        bySlot.get(slot).fromServer(Frame.ping(0));
    }

    @Override
    public void expired(int slot) {
        SimulatedConnection connection = bySlot.get(slot);
        close(connection, CloseCause.HEARTBEAT_EXPIRED);
        connection.fromServer(Frame.FIN);
    }

    private void upgrade(SimulatedConnection connection) {
        if (!up) {
            connection.serverGone();
            connection.fromServer(Frame.RST);
            return;
        }
        busyUntilNanos = Math.max(busyUntilNanos, timers.nanoTime()) + network.handshakeNanos();
        int life = crashes;
        timers.after(busyUntilNanos - timers.nanoTime(), () -> accept(connection, life));
    }

    /** An upgrade that was waiting when the server crashed is lost with that life, however soon the next one begins. */
    private void accept(SimulatedConnection connection, int life) {
        if (connection.isServerGone()) {
            return;
        }
        if (life != crashes) {
            connection.serverGone();
            connection.fromServer(Frame.FIN);
            return;
        }
        int slot = monitor.add();
        connection.serverSlot(slot);
        while (bySlot.size() <= slot) {
            bySlot.add(connection);
        }
        bySlot.set(slot, connection);
        events.serverOpened(connection.client, connection.number, timers.nanoTime());
        connection.fromServer(Frame.ACCEPT);
    }

    private void close(SimulatedConnection connection, CloseCause cause) {
        connection.serverGone();
        if (connection.isAccepted()) {
            monitor.remove(connection.serverSlot());
            events.serverClosed(connection.client, connection.number, cause, timers.nanoTime());
        }
    }

    private HeartbeatMonitor monitor() {
        return new HeartbeatMonitor(
                rule, DetectorKind.DEFAULT, timers, timers.nanoTime(), seeds.generator("heartbeat", crashes), this);
    }
}
