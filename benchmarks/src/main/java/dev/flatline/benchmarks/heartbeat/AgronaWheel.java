package dev.flatline.benchmarks.heartbeat;

import java.util.concurrent.TimeUnit;
import org.agrona.DeadlineTimerWheel;
import org.agrona.collections.Long2LongHashMap;

/**
 * Agrona's {@link DeadlineTimerWheel}, and its map from timer ids to slots. The ticks, 16.8 ms, are fine enough that few timers
 * share one, because a new timer looks for a free place among those of its tick.
 */
final class AgronaWheel extends PeerWheel {

    private static final long NONE = Long.MIN_VALUE;
    private static final long TICK_NANOS = 1L << 24;
    private static final int TICKS = 4096;

    private final DeadlineTimerWheel wheel;
    private final DeadlineTimerWheel.TimerHandler handler = this::expired;
    private final Long2LongHashMap slots = new Long2LongHashMap(NONE);
    private final long[] timers;

    AgronaWheel(long timeoutNanos, int capacity) {
        super(timeoutNanos, capacity);
        wheel = new DeadlineTimerWheel(TimeUnit.NANOSECONDS, 0, TICK_NANOS, TICKS);
        timers = new long[capacity];
    }

    @Override
    void arm(int slot, long deadlineNanos, long nowNanos) {
        long timer = wheel.scheduleTimer(deadlineNanos);
        timers[slot] = timer;
        slots.put(timer, slot);
    }

    @Override
    void disarm(int slot) {
        wheel.cancelTimer(timers[slot]);
        slots.remove(timers[slot]);
    }

    @Override
    void poll(long nowNanos) {
        while (wheel.currentTickTime() <= nowNanos) {
            wheel.poll(nowNanos, handler, Integer.MAX_VALUE);
        }
        wheel.poll(nowNanos, handler, Integer.MAX_VALUE);
    }

    private boolean expired(TimeUnit unit, long nowNanos, long timer) {
        fired((int) slots.remove(timer));
        return true;
    }
}
