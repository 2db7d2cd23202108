package dev.flatline.server.session;

import dev.flatline.server.options.ResumeOptions;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a client is sent, on however many connections, one at a time: numbered as it is sent, by whichever thread, and written
 * by the connection of the moment in that order. A connection takes messages from here, so none is lost, repeated or out of
 * order when the next connection takes over on another thread. Safe for use by many threads.
 */
public final class Session {

    /** The one that expires first comes first; compared by subtraction, as instants are. */
    static final Comparator<Session> BY_EXPIRY = (one, other) -> {
        long later = one.expiryNanos - other.expiryNanos;
        return later == 0 ? Long.compare(one.number, other.number) : Long.signum(later);
    };

    final String identity;
    /** When it is given up, as long as it has no connection; guarded by {@link Sessions}. */
    long expiryNanos;

    private final long number;
    private final MessageLog log = new MessageLog();
    private ResumeOptions bounds;
    private @Nullable SessionLine line;
    /** The last message that the line took, or that its client had. */
    private long taken;
    /** Behind {@link #taken}. */
    private long waitingBytes;
    /** The most that the client ever said it has. */
    private long acknowledged;
    /** What the client had of another session when this one was begun, as long as it may not know of this one. */
    private long foreign;

    private boolean woken;
    private boolean overrun;
    private boolean over;

    Session(String identity, long number, long foreign, ResumeOptions bounds) {
        this.identity = identity;
        this.number = number;
        this.foreign = foreign;
        this.bounds = bounds;
    }

    /**
     * Sends a message: it is kept, and written as soon as a connection can.
     *
     * @return whether the session still exists
     */
    public boolean send(KeptMessage message) {
        SessionLine awake;
        boolean tooMuch;
        synchronized (this) {
            if (over) {
                return false;
            }
            log.add(message);
            waitingBytes += message.wireBytes();
            tooMuch = line != null && !overrun && waitingBytes > line.roomBytes();
            overrun |= tooMuch;
            trim(message.sentNanos());
            awake = tooMuch || !woken ? line : null;
            woken = true;
        }
        if (awake != null) {
            if (tooMuch) {
                awake.overrun();
            } else {
                awake.wake();
            }
        }
        return true;
    }

    /** The next message for this connection; null if nothing waits, or another connection has taken over. */
    public synchronized @Nullable KeptMessage next(SessionLine asking) {
        if (asking != line || overrun) {
            return null;
        }
        if (taken == log.last()) {
            woken = false;
            return null;
        }
        taken++;
        KeptMessage message = log.get(taken);
        waitingBytes -= message.wireBytes();
        trim(message.sentNanos());
        return message;
    }

    /**
     * Gives the session to a connection, which is not woken but takes what waits by itself.
     *
     * @param last what the client has; null is returned if that is beyond what was ever sent
     */
    synchronized @Nullable Resumption resume(
            long last, SessionLine next, ResumeOptions options, SessionCounters counters, long nowNanos) {
        boolean unaware = last == foreign;
        if (!unaware && last > log.last()) {
            return null;
        }
        long had = unaware ? 0 : last;
        foreign = unaware ? foreign : LastReceived.NONE;
        attach(null, options);
        trim(nowNanos);
        attach(next, options);
        taken = Math.max(had, log.first() - 1);
        waitingBytes = 0;
        for (long missing = taken + 1; missing <= log.last(); missing++) {
            waitingBytes += log.get(missing).wireBytes();
        }
        counters.resumed.increment();
        counters.replayed.add(log.last() - taken);
        counters.lost.add(taken - had);
        counters.duplicated.add(Math.max(0, acknowledged - taken));
        acknowledged = Math.max(acknowledged, had);
        return new Resumption(this, taken + 1, taken - had, unaware);
    }

    /** Gives a session that was just begun to its first connection. */
    synchronized Resumption begin(SessionLine first) {
        attach(first, bounds);
        return new Resumption(this, 1, 0, true);
    }

    private void attach(@Nullable SessionLine next, ResumeOptions options) {
        line = next;
        bounds = options;
        woken = next != null;
        overrun = false;
    }

    /** The connection is over; false if it no longer had the session. */
    synchronized boolean detach(SessionLine former) {
        if (line != former || over) {
            return false;
        }
        attach(null, bounds);
        return true;
    }

    /** It exists no longer: nothing is sent or kept. */
    synchronized void end() {
        over = true;
        line = null;
        log.clear();
    }

    synchronized int maxSessions() {
        return bounds.maxSessions();
    }

    /** Drops what is beyond the bounds, but nothing that a connection has yet to write. */
    private void trim(long nowNanos) {
        long droppable = line == null || overrun ? log.last() : taken;
        while (log.first() <= droppable && exceedsBounds(nowNanos)) {
            log.dropFirst();
        }
    }

    private boolean exceedsBounds(long nowNanos) {
        return log.size() > bounds.maxMessages()
                || log.bytes() > bounds.maxBytes()
                || nowNanos - log.get(log.first()).sentNanos() > bounds.window().toNanos();
    }
}
