package dev.flatline.wire;

/** Told how late the event loops are. Calls come from every loop, on its thread. */
@FunctionalInterface
public interface LagListener {

    /** A tick that was due at {@code intendedNanos} happened at {@code nowNanos}. */
    void ticked(long intendedNanos, long nowNanos);
}
