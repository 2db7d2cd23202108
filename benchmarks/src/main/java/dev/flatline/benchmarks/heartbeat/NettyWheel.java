package dev.flatline.benchmarks.heartbeat;

import dev.flatline.core.SuppressForbidden;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.TimerTask;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Connections on Netty's {@code HashedWheelTimer}, in real time a hundred times as fast. A touch stores the time; a timeout that
 * finds its connection heard since is set again for the rest.
 */
final class NettyWheel {

    private static final long SECOND_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long TIMEOUT_NANOS = 60 * SECOND_NANOS;

    private final HashedWheelTimer timer = new HashedWheelTimer(10, TimeUnit.MILLISECONDS);
    private final AtomicLongArray lastSeen;
    private final AtomicLong expired = new AtomicLong();
    private final Timeout[] timeouts;
    private final int[] order;
    private int next;
    private long secondEnds;
    private volatile boolean stopped;

    NettyWheel(int connections) {
        lastSeen = new AtomicLongArray(connections);
        timeouts = new Timeout[connections];
        order = new int[connections];
        SplittableRandom random = new SplittableRandom(42);
        secondEnds = now() + SECOND_NANOS;
        for (int slot = 0; slot < connections; slot++) {
            int other = random.nextInt(slot + 1);
            order[slot] = order[other];
            order[other] = slot;
            lastSeen.setRelease(slot, now());
            timeouts[slot] = timer.newTimeout(
                    new Watch(slot), TIMEOUT_NANOS - random.nextLong(TIMEOUT_NANOS / 2), TimeUnit.NANOSECONDS);
        }
    }

    /** The next connections of a random order give a sign of life; the clock is read once, as for a read of a socket. */
    void touch(int count) {
        long now = now();
        for (int left = count; left > 0; left--) {
            lastSeen.setRelease(order[next], now);
            next = next + 1 == order.length ? 0 : next + 1;
        }
    }

    /** The next connections of a random order leave, and as many come. */
    void replace(int count) {
        for (int left = count; left > 0; left--) {
            int slot = order[next];
            timeouts[slot].cancel();
            lastSeen.setRelease(slot, now());
            timeouts[slot] = timer.newTimeout(new Watch(slot), TIMEOUT_NANOS, TimeUnit.NANOSECONDS);
            next = next + 1 == order.length ? 0 : next + 1;
        }
    }

    /** Waits for the end of the second; one that took too long is not made up for. */
    void awaitNextSecond() {
        long now = now();
        for (; now - secondEnds < 0; now = now()) {
            LockSupport.parkNanos(secondEnds - now);
        }
        secondEnds = now + SECOND_NANOS;
    }

    long expired() {
        return expired.get();
    }

    void stop() {
        stopped = true;
        timer.stop();
    }

    @SuppressForbidden("the timer reads the clock of the machine itself")
    private static long now() {
        return System.nanoTime();
    }

    private final class Watch implements TimerTask {
        private final int slot;

        Watch(int slot) {
            this.slot = slot;
        }

        @Override
        public void run(Timeout timeout) {
            long rest = TIMEOUT_NANOS - (now() - lastSeen.getAcquire(slot));
            if (rest <= 0) {
                expired.incrementAndGet();
                rest = TIMEOUT_NANOS;
            }
            if (!stopped) {
                timer.newTimeout(this, rest, TimeUnit.NANOSECONDS);
            }
        }
    }
}
