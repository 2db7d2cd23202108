package dev.flatline.simulation;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.connection.ServerEvents;
import dev.flatline.core.heartbeat.Activity.Signal;
import dev.flatline.core.heartbeat.HeartbeatMonitor;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.OnExpiry;
import dev.flatline.core.heartbeat.TextPings;
import dev.flatline.core.time.Timers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The server's decisions without its sockets: upgrades one after the other, answers pings of either kind,
 * scans for silent connections with the classes of the real one.
 */
final class SimulatedServer implements ServerEnd, HeartbeatMonitor.Verdict {

    private static final long SECOND_NANOS = 1_000_000_000;

    private final SimulationPlan plan;
    private final HeartbeatRule rule;
    private final TextPings texts;
    private final Timers timers;
    private final ServerEvents events;
    private final SimulatedTraffic traffic;
    private final List<SimulatedConnection> bySlot = new ArrayList<>();
    private HeartbeatMonitor monitor;
    private boolean up = true;
    private long busyUntilNanos;
    private int crashes;

    SimulatedServer(SimulationPlan plan, Timers timers, ServerEvents events) {
        this.plan = plan;
        this.rule = plan.serverRule();
        this.texts = TextPings.of(rule);
        this.timers = timers;
        this.events = events;
        this.traffic = new SimulatedTraffic(
                plan.load(), timers, events, (connection, text) -> send(connection, Frame.text(text)));
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
                send(connection, Frame.pong(frame.number()));
            }
            case PONG -> monitor.pong(connection.serverSlot(), frame.number());
            case TEXT -> text(connection, frame);
            case CLOSE -> close(connection, CloseCause.CLOSE_FRAME);
            case FIN -> close(connection, CloseCause.END_OF_STREAM);
            case RST -> close(connection, CloseCause.RESET);
            case ACCEPT, REJECT -> throw new IllegalStateException("a client never sends " + frame.kind());
        }
    }

    /** An answer to a text ping says no more; a text ping of the client is answered; the rest is the program's. */
    private void text(SimulatedConnection connection, Frame frame) {
        int slot = connection.serverSlot();
        if (texts.areHeard() && texts.isAnswer(frame.payload(), monitor.lastPing(slot))) {
            monitor.signal(slot, Signal.ANSWER);
            return;
        }
        monitor.signal(slot, Signal.MESSAGE);
        Optional<byte[]> answer = texts.areHeard() ? texts.answerTo(frame.payload()) : Optional.empty();
        answer.map(Frame::text)
                .ifPresentOrElse(
                        text -> send(connection, text), () -> traffic.message(connection, frame.payload()));
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
        long unixSeconds = timers.nanoTime() / SECOND_NANOS;
        send(bySlot.get(slot), texts.areSent() ? Frame.text(texts.ping(number, unixSeconds)) : Frame.ping(number));
    }

    @Override
    public void expired(int slot) {
        SimulatedConnection connection = bySlot.get(slot);
        close(connection, CloseCause.HEARTBEAT_EXPIRED);
        OnExpiry action = rule.expiry().action();
        if (action.sendsClose()) {
            connection.fromServer(Frame.close(action.closeCode()));
        }
        connection.fromServer(Frame.FIN);
    }

    private void upgrade(SimulatedConnection connection) {
        if (!up) {
            connection.serverGone();
            connection.fromServer(Frame.RST);
            return;
        }
        busyUntilNanos =
                Math.max(busyUntilNanos, timers.nanoTime()) + plan.network().handshakeNanos();
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
        traffic.opened(connection);
    }

    private void close(SimulatedConnection connection, CloseCause cause) {
        connection.serverGone();
        if (connection.isAccepted()) {
            monitor.remove(connection.serverSlot());
            traffic.closed(connection);
            events.serverClosed(connection.client, connection.number, cause, timers.nanoTime());
        }
    }

    /** What leaves is a sign of life to rules that take any traffic for one. */
    private void send(SimulatedConnection connection, Frame frame) {
        connection.fromServer(frame);
        monitor.signal(connection.serverSlot(), Signal.SENT);
    }

    private HeartbeatMonitor monitor() {
        return new HeartbeatMonitor(
                rule, plan.detector(), timers, timers.nanoTime(), plan.seeds().generator("heartbeat", crashes), this);
    }
}
