package dev.flatline.benchmarks.heartbeat;

import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The bookkeeping of Netty's {@code IdleStateHandler} on Netty's own event loop: one scheduled task a connection, set again
 * for the rest when it finds that the connection was read since. Without the pipeline, which would cost more.
 */
final class NettyIdle extends PeerWheel {

    private final VirtualLoop loop;
    private final IdleTask[] tasks;

    NettyIdle(VirtualLoop loop, long timeoutNanos, int capacity) {
        super(timeoutNanos, capacity);
        this.loop = loop;
        this.tasks = new IdleTask[capacity];
        for (int slot = 0; slot < capacity; slot++) {
            tasks[slot] = new IdleTask(slot);
        }
    }

    @Override
    void arm(int slot, long deadlineNanos, long nowNanos) {
        IdleTask task = tasks[slot];
        task.scheduled = loop.loop().schedule(task, deadlineNanos - nowNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    void disarm(int slot) {
        Future<?> scheduled = tasks[slot].scheduled;
        if (scheduled != null) {
            scheduled.cancel(false);
        }
    }

    @Override
    void poll(long nowNanos) {
        loop.runUntil(nowNanos);
    }

    private final class IdleTask implements Runnable {
        private final int slot;
        private @Nullable Future<?> scheduled;

        IdleTask(int slot) {
            this.slot = slot;
        }

        @Override
        public void run() {
            fired(slot);
        }
    }
}
