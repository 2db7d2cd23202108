package dev.flatline.server;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.heartbeat.Activity.Signal;
import dev.flatline.core.heartbeat.ExpiryDetector;
import dev.flatline.core.heartbeat.HeartbeatMonitor;
import dev.flatline.core.time.Alarm;
import dev.flatline.core.time.Timers;
import dev.flatline.server.options.HeartbeatOptions;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop that were accepted under the same terms. An open connection is known by the slot that
 * the heartbeat monitor gave it; those that come or go are in a set of their own. Confined to the loop.
 *
 * <p>No lambda that captures is made for each connection: in a process that is young, or compiled by C1 alone, each costs
 * more than what it does.
 */
final class ServerLoop implements ExpiryDetector.Silence {

    private static final int INITIAL_CAPACITY = 64;

    final ServerShared shared;
    final ServerTerms terms;
    /** Shared by all connections of the loop: it is valid during one call. */
    final Message message = new Message();

    final Rooms rooms = new Rooms();

    private final Timers timers;
    private final HeartbeatMonitor monitor;
    private final Set<ConnectionLife> comingOrGoing = new LinkedHashSet<>();
    private @Nullable ServerConnection[] open = new ServerConnection[INITIAL_CAPACITY];
    private boolean stopped;

    ServerLoop(ServerShared shared, ServerTerms terms, Timers timers) {
        this.shared = shared;
        this.terms = terms;
        this.timers = timers;
        HeartbeatOptions heartbeat = terms.options().heartbeat();
        this.monitor = new HeartbeatMonitor(
                heartbeat.rule(),
                timers,
                heartbeat.detector().create(heartbeat.rule(), timers, timers.nanoTime(), INITIAL_CAPACITY),
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
        terms.tls().ifPresent(tls -> channel.pipeline().addLast(tls.newHandler(channel.alloc())));
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
        try {
            shared.events().serverOpened(connection.client(), connection.number(), timers.nanoTime());
        } catch (RuntimeException | Error failure) {
            shared.onFailure().accept(failure);
        }
        return slot;
    }

    void signal(int slot, Signal signal) {
        monitor.signal(slot, signal);
    }

    /** An open connection is over; its socket may live on for a moment. */
    void ended(int slot, CloseCause cause, int code) {
        ServerConnection connection = open[slot];
        if (connection == null) {
            throw new IllegalStateException("slot " + slot + " has no open connection");
        }
        monitor.remove(slot);
        open[slot] = null;
        comingOrGoing.add(connection);
        shared.counters().open.decrement();
        shared.counters().closed(cause);
        try {
            shared.events().serverClosed(connection.client(), connection.number(), cause, timers.nanoTime());
        } catch (RuntimeException | Error failure) {
            shared.onFailure().accept(failure);
        }
        try {
            shared.handler().onClose(connection, cause, code);
        } catch (RuntimeException e) {
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
        comingOrGoing.remove(connection);
    }

    @Override
    public void quiet(int slot) {
        ServerConnection connection = open[slot];
        if (connection != null) {
            shared.counters().pings.increment();
            connection.ping();
        }
    }

    @Override
    public void expired(int slot) {
        ServerConnection connection = open[slot];
        if (connection != null) {
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
