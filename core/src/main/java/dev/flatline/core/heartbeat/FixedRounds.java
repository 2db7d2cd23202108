package dev.flatline.core.heartbeat;

import java.util.random.RandomGenerator;

/** Pings every connection at a fixed interval, counted from its own first ping. */
final class FixedRounds implements PingSchedule {

    private final Pings pings;
    private final RandomGenerator random;
    private final Deadlines every;

    FixedRounds(Pings pings, RandomGenerator random, Deadlines every) {
        this.pings = pings;
        this.random = random;
        this.every = every;
    }

    /** The time of the first ping began before the open if the ping is due in less than the interval. */
    @Override
    public void opened(int slot, long nowNanos) {
        every.start(slot, nowNanos + pings.firstAfterNanos(random) - pings.everyNanos());
    }

    @Override
    public void pinged(int slot, long nowNanos) {
        every.start(slot, nowNanos);
    }

    @Override
    public void removed(int slot) {
        every.stop(slot);
    }

    @Override
    public void sweep(long scanNanos) {
        every.sweep(scanNanos);
    }
}
