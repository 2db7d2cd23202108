package dev.flatline.server.session;

import java.util.concurrent.atomic.LongAdder;

/** What has become of the sessions of a server since it was made. May be read from any thread. */
public final class SessionCounters {

    final LongAdder begun = new LongAdder();
    final LongAdder ended = new LongAdder();
    final LongAdder expired = new LongAdder();
    final LongAdder evicted = new LongAdder();
    final LongAdder resumed = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder unknown = new LongAdder();
    final LongAdder replayed = new LongAdder();
    final LongAdder lost = new LongAdder();
    final LongAdder duplicated = new LongAdder();

    /** Sessions held now, with a connection or without. */
    public long held() {
        return begun() - ended() - expired() - evicted();
    }

    /** Sessions begun. */
    public long begun() {
        return begun.sum();
    }

    /** Sessions ended: by a Close of 1000 or 1001, by a client that began anew, or with the server. */
    public long ended() {
        return ended.sum();
    }

    /** Sessions given up because nobody came back in time. */
    public long expired() {
        return expired.sum();
    }

    /** Sessions given up to make room for others. */
    public long evicted() {
        return evicted.sum();
    }

    /** Connections that took up a session that was there. */
    public long resumed() {
        return resumed.sum();
    }

    /** Connections whose last number was malformed, or beyond what was ever sent; they got a new session. */
    public long refused() {
        return refused.sum();
    }

    /** Connections that came back to a session that was no longer there; they got a new one. */
    public long unknown() {
        return unknown.sum();
    }

    /** Messages sent once more, or for the first time, because their client came back for them. */
    public long replayed() {
        return replayed.sum();
    }

    /** Messages that their client came back for, and that were no longer kept. */
    public long lost() {
        return lost.sum();
    }

    /** Messages sent again although their client had said on an earlier connection that it has them. */
    public long duplicated() {
        return duplicated.sum();
    }
}
