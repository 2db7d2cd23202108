package dev.flatline.core.heartbeat;

/**
 * The data structure that finds the silent connections of one event loop. A connection is known by the slot that
 * {@link #add} gave it; slots of removed connections are given out again.
 *
 * <p>Thread-confined. {@link #touch} is the hot path: it runs on every arrival. The instants of sweeps never go back, nor do
 * those of one connection; one may lie before or after the latest sweep's and those of other connections. Called with the
 * same instants, all implementations report the same in the same sweep; the order within it is their own.
 */
public interface ExpiryDetector {

    /** Takes a connection in, alive as of {@code nowNanos}. */
    int add(long nowNanos);

    /** The peer of this slot gave a sign of life. */
    void touch(int slot, long nowNanos);

    /** Forgets a connection. The slot must be in use. */
    void remove(int slot);

    /**
     * Reports every connection that has been silent long enough: {@link Silence#quiet} once per silence when it is due a
     * ping, {@link Silence#expired} when it is gone. An expired slot stays in use, and is reported again by the next
     * sweep, until {@link #remove} or {@link #touch}. Any method but this one may be called inside a report, for any slot.
     */
    void sweep(long nowNanos, Silence silence);

    /** Connections held. */
    int size();

    /** What a sweep found. */
    interface Silence {
        /** Quiet for the first phase: ping it. */
        void quiet(int slot);

        /** Quiet for both phases: it is gone. */
        void expired(int slot);
    }
}
