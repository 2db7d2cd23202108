package dev.flatline.server.session;

import dev.flatline.core.time.Timers;
import dev.flatline.server.options.ResumeOptions;
import java.util.ArrayList;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of a server by identity: those with a connection, and those that wait for one until they expire. Any thread may
 * send; whoever comes or goes takes turns. A session's own lock is only ever taken inside the one here, never around it.
 */
public final class Sessions {

    private final SessionCounters counters;
    private final ConcurrentMap<String, Session> held = new ConcurrentHashMap<>();
    private final SessionRooms rooms = new SessionRooms();
    private final TreeSet<Session> waiting = new TreeSet<>(Session.BY_EXPIRY);
    private long lastNumber;
    /** The alarm that counts, if one is set; an alarm that was set for later changes nothing when it rings. */
    private boolean alarmed;

    private long alarmNanos;

    /** Creates it without a session. */
    public Sessions(SessionCounters counters) {
        this.counters = counters;
    }

    /**
     * A client connects: it gets its session back, or a new one. The connection must take what waits, with
     * {@link Session#next}, before it lets anybody else run.
     *
     * @param last what the client says of the last message that it has, as it stands in its request; null if nothing
     */
    public synchronized Resumption attach(
            String identity, @Nullable String last, SessionLine line, ResumeOptions options, long nowNanos) {
        long had = LastReceived.parse(last);
        Session former = held.get(identity);
        if (former != null && had >= 0) {
            Resumption resumption = former.resume(had, line, options, counters, nowNanos);
            if (resumption != null) {
                waiting.remove(former);
                return resumption;
            }
        }
        if (had == LastReceived.MALFORMED || (former != null && had >= 0)) {
            counters.refused.increment();
        } else if (had > 0) {
            counters.unknown.increment();
        }
        long foreign = had > 0 ? had : LastReceived.NONE;
        return begin(former, new Session(identity, lastNumber++, foreign, options), line);
    }

    private Resumption begin(@Nullable Session former, Session fresh, SessionLine line) {
        held.put(fresh.identity, fresh);
        counters.begun.increment();
        if (former != null) {
            forget(former, counters.ended);
        }
        Resumption resumption = fresh.begin(line);
        makeRoom(fresh);
        return resumption;
    }

    /**
     * A connection is over, and its session waits for the next one. Nothing happens if another has taken over already.
     *
     * @param windowNanos how long it waits
     * @param timers of the calling thread, on which it expires
     */
    public synchronized void detach(Session session, SessionLine line, long windowNanos, Timers timers) {
        if (session.detach(line)) {
            session.expiryNanos = timers.nanoTime() + windowNanos;
            waiting.add(session);
            makeRoom(session);
            watch(timers);
        }
    }

    /** A connection is over, and nobody will come back. Nothing happens if another has taken over already. */
    public synchronized void end(Session session, SessionLine line) {
        if (session.detach(line)) {
            forget(session, counters.ended);
        }
    }

    /** Ends all sessions: the server goes. */
    public synchronized void endAll() {
        for (Session session : new ArrayList<>(held.values())) {
            forget(session, counters.ended);
        }
    }

    /**
     * Sends a message to a client, wherever it is.
     *
     * @return whether it has a session
     */
    public boolean send(String identity, KeptMessage message) {
        for (Session session = held.get(identity); session != null; session = held.get(identity)) {
            if (session.send(message)) {
                return true;
            }
        }
        return false;
    }

    /** Sends a message to every client that has a session. */
    public void sendToAll(KeptMessage message) {
        held.values().forEach(session -> session.send(message));
    }

    /** Sends a message to every client whose session is in a room. */
    public void sendToRoom(String room, KeptMessage message) {
        rooms.in(room).forEach(session -> session.send(message));
    }

    /** Puts a session into a room until it leaves or is no more; the connections come and go. */
    public synchronized void join(Session session, String room) {
        if (held.get(session.identity) == session) {
            rooms.join(session, room);
        }
    }

    /** Takes a session out of a room. */
    public synchronized void leave(Session session, String room) {
        rooms.leave(session, room);
    }

    /** Sessions that wait for a connection. */
    synchronized int waiting() {
        return waiting.size();
    }

    /** Gives up those that expire first, as long as there are too many; those in use stay. */
    private void makeRoom(Session reason) {
        int most = reason.maxSessions();
        while (held.size() > most && !waiting.isEmpty()) {
            forget(waiting.first(), counters.evicted);
        }
    }

    /** It is out of reach before it ends: who finds it ended need only look again. */
    private void forget(Session session, LongAdder why) {
        waiting.remove(session);
        held.remove(session.identity, session);
        rooms.leaveAll(session);
        session.end();
        why.increment();
    }

    private void watch(Timers timers) {
        if (waiting.isEmpty()) {
            return;
        }
        long due = waiting.first().expiryNanos;
        if (!alarmed || due - alarmNanos < 0) {
            alarmed = true;
            alarmNanos = due;
            timers.after(due - timers.nanoTime(), () -> ring(due, timers));
        }
    }

    private synchronized void ring(long due, Timers timers) {
        if (due == alarmNanos) {
            alarmed = false;
        }
        while (!waiting.isEmpty() && waiting.first().expiryNanos - timers.nanoTime() <= 0) {
            forget(waiting.first(), counters.expired);
        }
        watch(timers);
    }
}
