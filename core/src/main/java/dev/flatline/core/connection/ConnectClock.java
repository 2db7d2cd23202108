package dev.flatline.core.connection;

import dev.flatline.core.connection.ConnectionEvents.ConnectTimes;

/** The instants of one attempt, as they come; let go once it has succeeded or failed. */
final class ConnectClock {

    /** No attempt is under way. */
    static final ConnectClock STOPPED = new ConnectClock(0, 0);

    private final long intendedNanos;
    private final long startedNanos;
    private long connectedNanos;
    private long securedNanos;
    private long upgradedNanos;

    ConnectClock(long intendedNanos, long startedNanos) {
        this.intendedNanos = intendedNanos;
        this.startedNanos = startedNanos;
    }

    void connected(long nowNanos) {
        connectedNanos = nowNanos;
        securedNanos = nowNanos;
    }

    void secured(long nowNanos) {
        securedNanos = nowNanos;
    }

    void upgraded(long nowNanos) {
        upgradedNanos = nowNanos;
    }

    /** Without a greeting it is open when the upgrade is accepted, however long it took to find that out. */
    ConnectTimes opened(long nowNanos, boolean greeted) {
        return new ConnectTimes(
                intendedNanos,
                startedNanos,
                connectedNanos,
                securedNanos,
                upgradedNanos,
                greeted ? nowNanos : upgradedNanos);
    }
}
