package dev.flatline.scenarios.serve;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.time.Timers;
import dev.flatline.server.Connection;
import dev.flatline.server.Handshake;
import dev.flatline.server.Message;
import dev.flatline.server.ServerHandler;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Echoes every message, and writes a line when a connection opens, says who it is or is over. Lines wait in a bounded queue
 * for whoever prints them, so that no event loop waits for a terminal; those that find it full are counted.
 */
final class EventLines implements ServerHandler {

    private static final int CAPACITY = 10_000;

    private final boolean wanted;
    private volatile @Nullable Timers timers;
    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(CAPACITY);
    private final LongAdder lost = new LongAdder();

    /** Creates the lines of a server that is not there yet; {@code wanted} asks for those of each connection. */
    EventLines(boolean wanted) {
        this.wanted = wanted;
    }

    /** Tells the time from now on; any thread may read this clock. */
    void clock(Timers clock) {
        timers = clock;
    }

    private long nowNanos() {
        Timers clock = timers;
        return clock == null ? 0 : clock.nanoTime();
    }

    /** The next line, or null if none comes in time. */
    @Nullable String poll(long millis) throws InterruptedException {
        return lines.poll(millis, TimeUnit.MILLISECONDS);
    }

    /** Lines that found the queue full. */
    long lost() {
        return lost.sum();
    }

    @Override
    public void onOpen(Connection connection, Handshake handshake) {
        if (wanted) {
            connection.attach(nowNanos());
            say(connection, "open from " + connection.remoteAddress() + " at " + handshake.path());
        }
    }

    @Override
    public void onIdentity(Connection connection) {
        if (wanted) {
            say(connection, "says who it is");
        }
    }

    @Override
    public void onMessage(Connection connection, Message message) {
        connection.send(message);
    }

    @Override
    public void onClose(Connection connection, CloseCause cause, int code) {
        if (wanted) {
            say(
                    connection,
                    String.format(
                            Locale.ROOT,
                            "closed after %.1f s: %s%s",
                            secondsOpen(connection),
                            cause.label(),
                            code == 0 ? "" : ", code " + code));
        }
    }

    @Override
    public void onError(Connection connection, Throwable error) {
        offer("#" + connection.number() + " internal error: " + error);
    }

    private double secondsOpen(Connection connection) {
        return connection
                .attachment(Long.class)
                .map(opened -> (nowNanos() - opened) / 1e9)
                .orElse(0.0);
    }

    private void say(Connection connection, String what) {
        String who =
                connection.identity().map(identity -> " (" + identity + ")").orElse("");
        offer("#" + connection.number() + who + " " + what);
    }

    /** Adds a line. */
    void offer(String line) {
        if (!lines.offer(line)) {
            lost.increment();
        }
    }
}
