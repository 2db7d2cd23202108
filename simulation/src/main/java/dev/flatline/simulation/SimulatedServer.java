package dev.flatline.simulation;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.connection.ServerEvents;
import dev.flatline.core.dialect.Ear;
import dev.flatline.core.dialect.ServerTalk;
import dev.flatline.core.heartbeat.Activity.Signal;
import dev.flatline.core.heartbeat.HeartbeatMonitor;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.OnExpiry;
import dev.flatline.core.time.Timers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The server's decisions without its sockets: upgrades one after the other, speaks its dialect, answers pings of either kind,
 * scans for silent connections with the classes of the real one.
 */
final class SimulatedServer implements ServerEnd, HeartbeatMonitor.Verdict, Ear.OfServer {

    private static final long SECOND_NANOS = 1_000_000_000;

    private final SimulationPlan plan;
    private final HeartbeatRule rule;
    private final ServerTalk talk;
    private final Timers timers;
    private final ServerEvents events;
    private final SimulatedTraffic traffic;
    private final List<SimulatedConnection> bySlot = new ArrayList<>();
    private HeartbeatMonitor monitor;
    private boolean up = true;
    private long busyUntilNanos;
    private int crashes;
    /** The connection that is being heard, or greeted. */
    private @Nullable SimulatedConnection hearing;

    SimulatedServer(SimulationPlan plan, Timers timers, ServerEvents events) {
        this.plan = plan;
        this.rule = plan.serverRule();
        this.talk = plan.dialect().server(rule);
        this.timers = timers;
        this.events = events;
        this.traffic = new SimulatedTraffic(
                plan.load(),
                timers,
                events,
                (connection, text) ->
                        send(connection, Frame.text(connection.serverTalk().message(text))));
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
            case TEXT -> hear(connection, frame.payload());
            case CLOSE -> close(connection, CloseCause.CLOSE_FRAME);
            case FIN -> close(connection, CloseCause.END_OF_STREAM);
            case RST -> close(connection, CloseCause.RESET);
            case ACCEPT, REJECT -> throw new IllegalStateException("a client never sends " + frame.kind());
        }
    }

    private void hear(SimulatedConnection connection, byte[] utf8) {
        hearing = connection;
        connection.serverTalk().heard(utf8, monitor.lastPing(connection.serverSlot()), this);
    }

    private SimulatedConnection hearing() {
        return Objects.requireNonNull(hearing);
    }

    @Override
    public String id() {
        return Long.toString(hearing().number);
    }

    @Override
    public void say(byte[] utf8) {
        if (!hearing().isServerGone()) {
            send(hearing(), Frame.text(utf8));
        }
    }

    @Override
    public void pinged() {
        heard(Signal.TEXT_PING);
    }

    @Override
    public void answered() {
        heard(Signal.ANSWER);
    }

    @Override
    public void message(byte[] payload) {
        SimulatedConnection connection = hearing();
        if (!connection.isServerGone()) {
            heard(Signal.MESSAGE);
            traffic.message(connection, payload);
        }
    }

    @Override
    public void noise() {
        heard(Signal.MESSAGE);
    }

    private void heard(Signal signal) {
        if (!hearing().isServerGone()) {
            monitor.signal(hearing().serverSlot(), signal);
        }
    }

    @Override
    public void close(int code) {
        SimulatedConnection connection = hearing();
        if (!connection.isServerGone()) {
            close(connection, CloseCause.PROTOCOL_ERROR);
            connection.fromServer(Frame.close(code));
            connection.fromServer(Frame.FIN);
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
        long unixSeconds = timers.nanoTime() / SECOND_NANOS;
        SimulatedConnection connection = bySlot.get(slot);
        ServerTalk said = connection.serverTalk();
        send(connection, said.pingsInText() ? Frame.text(said.ping(number, unixSeconds)) : Frame.ping(number));
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
        connection.serverTalk(talk.forConnection());
        hearing = connection;
        connection.serverTalk().opened(this);
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
