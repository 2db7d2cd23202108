package dev.flatline.server;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.heartbeat.Activity.Signal;
import dev.flatline.core.heartbeat.DetectorKind;
import dev.flatline.core.heartbeat.ExpiryDetector;
import dev.flatline.core.heartbeat.HeartbeatMonitor;
import dev.flatline.core.time.Alarm;
import dev.flatline.core.time.Timers;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop, from one start of the server to its stop. An open connection is known by the slot that
 * the heartbeat monitor gave it; those that come or go are in a set of their own. Confined to the loop.
 */
final class ServerLoop implements ExpiryDetector.Silence {

    private static final int INITIAL_CAPACITY = 64;

    final ServerShared shared;
    /** Shared by all connections of the loop: it is valid during one call. */
    final Message message = new Message();

    private final Timers timers;
    private final HeartbeatMonitor monitor;
    private final Set<ServerConnection> comingOrGoing = new LinkedHashSet<>();
    private @Nullable ServerConnection[] open = new ServerConnection[INITIAL_CAPACITY];
    private boolean stopped;

    ServerLoop(ServerShared shared, Timers timers) {
        this.shared = shared;
        this.timers = timers;
        this.monitor = new HeartbeatMonitor(
                shared.options().heartbeat(),
                timers,
                DetectorKind.DEFAULT.create(shared.options().heartbeat(), timers, timers.nanoTime(), INITIAL_CAPACITY),
                this);
    }

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
        comingOrGoing.add(connection);
        channel.pipeline().addLast(connection);
        connection.awaitUpgrade();
    }

    Alarm after(Duration delay, Runnable task) {
        return timers.after(delay.toNanos(), task);
    }

    /** A connection was upgraded: it is watched from now on. */
    int opened(ServerConnection connection) {
        comingOrGoing.remove(connection);
        int slot = monitor.add();
        if (slot >= open.length) {
            open = Arrays.copyOf(open, Math.max(slot + 1, open.length * 2));
        }
        open[slot] = connection;
        shared.counters().opened.increment();
        shared.counters().open.increment();
        shared.attempt(() -> shared.events().serverOpened(connection.client(), connection.number(), timers.nanoTime()));
        return slot;
    }

    void signal(int slot, Signal signal) {
        monitor.signal(slot, signal);
    }

    /** An open connection is over; its socket may live on for a moment. */
    void ended(ServerConnection connection, int slot, CloseCause cause, int code) {
        monitor.remove(slot);
        open[slot] = null;
        comingOrGoing.add(connection);
        shared.counters().open.decrement();
        shared.attempt(
                () -> shared.events().serverClosed(connection.client(), connection.number(), cause, timers.nanoTime()));
        try {
            shared.handler().onClose(connection, cause, code);
        } catch (RuntimeException e) {
            shared.threw(connection, e);
        }
    }

    /** The socket is closed. */
    void gone(ServerConnection connection) {
        comingOrGoing.remove(connection);
    }

    @Override
    public void quiet(int slot) {
        ServerConnection connection = open[slot];
        if (connection != null) {
            connection.ping();
        }
    }

    @Override
    public void expired(int slot) {
        ServerConnection connection = open[slot];
        if (connection != null) {
            shared.counters().heartbeatExpiries.increment();
            connection.cut(CloseCause.HEARTBEAT_EXPIRED);
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
        monitor.stop();
        for (ServerConnection connection : open.clone()) {
            if (connection != null) {
                connection.serverStops(polite);
            }
        }
        List.copyOf(comingOrGoing).forEach(OutgoingHalf::closeSocket);
    }
}
