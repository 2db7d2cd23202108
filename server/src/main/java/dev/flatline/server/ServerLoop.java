package dev.flatline.server;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.dialect.ServerTalk;
import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.Activity.Signal;
import dev.flatline.core.heartbeat.HeartbeatMonitor;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.time.Alarm;
import dev.flatline.core.time.Timers;
import dev.flatline.wire.CloseCodes;
import dev.flatline.wire.FrameRole;
import dev.flatline.wire.LoopDeflation;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop that were accepted under the same terms. An open connection is known by the slot that
 * the heartbeat monitor gave it; those that come or go are in a set of their own. Confined to the loop.
 *
 * <p>No lambda that captures is made for each connection: in a process that is young, or compiled by C1 alone, each costs
 * more than what it does.
 */
final class ServerLoop implements HeartbeatMonitor.Verdict {

    private static final int INITIAL_CAPACITY = 64;

    final ServerShared shared;
    final ServerTerms terms;
    final Doorkeeper doorkeeper;
    /** Shared by all connections of the loop: it is valid during one call. */
    final Message message = new Message();

    final TalkingClient.Heard heard = new TalkingClient.Heard();

    final Rooms rooms = new Rooms();
    final LoopDeflation deflation;

    final Timers timers;
    private final HeartbeatRule rule;
    private final HeartbeatMonitor monitor;
    /** Every read is a sign of life, so what the read contains need not be looked at. */
    private final boolean everyReadCounts;

    /** Not open yet, or refused. */
    private final Set<ConnectionLife> coming = new LinkedHashSet<>();
    /** Over for the program, their sockets not closed yet. */
    private final Set<ConnectionLife> going = new LinkedHashSet<>();

    private final List<IntConsumer> awaitingQuiet = new ArrayList<>(0);
    private @Nullable ServerConnection[] open = new ServerConnection[INITIAL_CAPACITY];
    private int openCount;
    private int lastSentAway;
    private int droppedByStop;
    private boolean stopped;
    /** Of the read in progress. */
    int readingBytes;

    /** Messages of the read in progress, so that the counters of all loops are written once a read. */
    private int messagesIn;

    private int messagesOut;

    /**
     * Creates the part of a server on one loop.
     *
     * @param origin of the heartbeats' shared phase, the same for all loops
     */
    ServerLoop(ServerShared shared, ServerTerms terms, Timers timers, Origin origin) {
        this.shared = shared;
        this.terms = terms;
        this.doorkeeper = new Doorkeeper(terms.gate(), terms.options().admission(), shared.admission());
        this.timers = timers;
        this.deflation =
                new LoopDeflation(FrameRole.SERVER, terms.options().upgrade().deflate(), terms.contexts());
        this.rule = terms.options().heartbeat().rule();
        this.everyReadCounts = rule.activity().counts(Signal.BYTES);
        this.monitor = new HeartbeatMonitor(
                rule, terms.options().heartbeat().detector(), timers, origin.nanos(), origin.phases(), this);
    }

    /**
     * Where the heartbeats of a loop begin.
     *
     * @param nanos an instant of the shared phase
     * @param phases where random phases are drawn from
     */
    record Origin(long nanos, RandomGenerator phases) {}

    /** Starts to look for silent connections. */
    void start() {
        monitor.start();
    }

    /** Puts a handler on a connection that was just accepted. */
    void accept(Channel channel) {
        ServerConnection connection = new ServerConnection(channel, this);
        if (stopped) {
            connection.closeSocket();
            return;
        }
        coming.add(connection);
        shared.admission().arrived();
        channel.config().setWriteBufferWaterMark(terms.waterMark());
        terms.tls().ifPresent(tls -> channel.pipeline().addLast(tls.newHandler(channel.alloc())));
        channel.pipeline().addLast(connection);
        connection.awaitUpgrade();
    }

    long nanoTime() {
        return timers.nanoTime();
    }

    Alarm after(Duration delay, Runnable task) {
        return timers.after(delay.toNanos(), task);
    }

    /** A connection was upgraded: it is watched from now on. */
    int opened(ServerConnection connection) {
        coming.remove(connection);
        shared.admission().settled();
        int slot = monitor.add();
        if (slot >= open.length) {
            open = Arrays.copyOf(open, Math.max(slot + 1, open.length * 2));
        }
        open[slot] = connection;
        openCount++;
        shared.counters().opened.increment();
        try {
            shared.events().serverOpened(connection.client(), connection.number(), timers.nanoTime());
        } catch (RuntimeException | Error failure) {
            shared.onFailure().accept(failure);
        }
        return slot;
    }

    void messageArrived() {
        messagesIn++;
    }

    void messageLeaves() {
        messagesOut++;
    }

    /** Counts what has come and gone since the last time. */
    void count() {
        if (messagesIn > 0) {
            shared.counters().messagesIn.add(messagesIn);
            messagesIn = 0;
        }
        if (messagesOut > 0) {
            shared.counters().messagesOut.add(messagesOut);
            messagesOut = 0;
        }
    }

    /** Bytes arrived. */
    void read(int slot) {
        if (everyReadCounts) {
            monitor.signal(slot, Signal.BYTES);
        }
    }

    /** The bytes that arrived were this. */
    void signal(int slot, Signal signal) {
        if (!everyReadCounts) {
            monitor.signal(slot, signal);
        }
    }

    /** A pong arrived; its number, or -1. */
    void pong(int slot, long number) {
        shared.counters().pongs.increment();
        monitor.pong(slot, number);
    }

    /** Bytes left. */
    void sent(int slot) {
        if (rule.activity() == Activity.ANY_IO) {
            monitor.signal(slot, Signal.SENT);
        }
    }

    /** Whether pongs carry the numbers of pings. */
    boolean numbersPings() {
        return rule.numbersPings();
    }

    /** The number of the latest ping on a connection, from 1; 0 before the first. */
    long lastPing(int slot) {
        return monitor.lastPing(slot);
    }

    /** A text message answered the latest ping. */
    void answered(int slot) {
        shared.counters().pongs.increment();
        monitor.signal(slot, Signal.ANSWER);
    }

    /** An open connection is over; its socket may live on for a moment. */
    void ended(int slot, CloseCause cause, int code) {
        ServerConnection connection = open[slot];
        if (connection == null) {
            throw new IllegalStateException("slot " + slot + " has no open connection");
        }
        monitor.remove(slot);
        open[slot] = null;
        openCount--;
        going.add(connection);
        shared.admission().leave();
        shared.counters().closed(cause);
        try {
            shared.events().serverClosed(connection.client(), connection.number(), cause, timers.nanoTime());
        } catch (RuntimeException | Error failure) {
            shared.onFailure().accept(failure);
        }
        try {
            shared.handler().onClose(connection, cause, code);
        } catch (RuntimeException | Error e) {
            shared.threw(connection, e);
        }
    }

    /** Sends a message to every open connection. */
    void broadcast(SharedMessage message) {
        for (ServerConnection connection : open.clone()) {
            if (connection != null) {
                connection.send(message);
            }
        }
    }

    /** The socket is closed. */
    void gone(ConnectionLife connection) {
        if (!going.remove(connection) && coming.remove(connection)) {
            shared.admission().settled();
        }
        if (!awaitingQuiet.isEmpty() && isQuiet()) {
            List<IntConsumer> told = List.copyOf(awaitingQuiet);
            awaitingQuiet.clear();
            told.forEach(task -> task.accept(droppedByStop));
        }
    }

    private boolean isQuiet() {
        return openCount == 0 && going.isEmpty();
    }

    /**
     * Runs a task once no connection is open and the sockets of all that were are closed; now, if that is so. It is told
     * how many were open when the server stopped, if that was the reason.
     */
    void onceQuiet(IntConsumer task) {
        if (isQuiet()) {
            task.accept(droppedByStop);
        } else {
            awaitingQuiet.add(task);
        }
    }

    /** Takes no more connections, hands those that are not open yet to its successor, and ends with its last connection. */
    void retire(ServerLoop successor, Runnable ended) {
        coming.forEach(connection -> connection.moveTo(successor));
        successor.coming.addAll(coming);
        coming.clear();
        onceQuiet(dropped -> {
            monitor.stop();
            deflation.close();
            ended.run();
        });
    }

    int openCount() {
        return openCount;
    }

    /** Sends up to so many open connections away with 1012, going round; returns how many it was. */
    int sendAway(int most, String reason) {
        int sent = 0;
        for (int looked = 0; looked < open.length && sent < most; looked++) {
            lastSentAway = (lastSentAway + 1) % open.length;
            ServerConnection connection = open[lastSentAway];
            if (connection != null) {
                connection.closeWith(CloseCause.DRAINING, CloseCodes.SERVICE_RESTART, reason);
                sent += connection.isOpen() ? 0 : 1;
            }
        }
        return sent;
    }

    /** Sends every open connection away with 1012 and closes all their sockets; returns how many were open. */
    int cutOff(String reason) {
        int found = openCount;
        for (ServerConnection connection : open.clone()) {
            if (connection != null) {
                connection.closeAtOnce(CloseCause.DRAINING, CloseCodes.SERVICE_RESTART, reason);
            }
        }
        List.copyOf(going).forEach(OutgoingHalf::closeSocket);
        return found;
    }

    @Override
    public void ping(int slot, long number) {
        ServerConnection connection = open[slot];
        if (connection == null) {
            return;
        }
        shared.counters().pings.increment();
        ServerTalk talk = connection.talk();
        if (talk.pingsInText()) {
            connection.textPing(talk.ping(number, shared.unixSeconds().getAsLong()));
        } else if (rule.numbersPings()) {
            connection.ping(number);
        } else {
            connection.ping();
        }
    }

    @Override
    public void expired(int slot) {
        ServerConnection connection = open[slot];
        if (connection != null) {
            connection.expire(rule.expiry().action());
        }
    }

    void forEachOpen(OpenConnections visitor) {
        for (ServerConnection connection : open) {
            if (connection != null) {
                visitor.visit(connection.client(), connection.number());
            }
        }
    }

    /** Ends every connection and takes no more, with a Close frame of 1001 when polite. */
    void stop(boolean polite) {
        stopped = true;
        droppedByStop = openCount;
        monitor.stop();
        for (ServerConnection connection : open.clone()) {
            if (connection != null) {
                connection.serverStops(polite);
            }
        }
        List.copyOf(coming).forEach(OutgoingHalf::closeSocket);
        List.copyOf(going).forEach(OutgoingHalf::closeSocket);
        deflation.close();
    }
}
