package dev.flatline.wire;

import dev.flatline.core.time.Alarm;
import dev.flatline.core.time.Timers;
import io.netty.channel.EventLoop;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The alarms of one event loop, in ticks of a millisecond unless said otherwise: everything that is due in a tick shares one wake-up, because
 * the wake-up is what a timer costs. One Netty task at most is scheduled, for the next tick in which something is due.
 *
 * <p>A task runs no earlier than its deadline and, on an idle loop, no later than a tick behind it, in the order of
 * (tick of the deadline, order of the call). What a task throws goes to the failure handler, and the other tasks run.
 * The clock is the loop's ticker, so a loop in virtual time needs nothing else. Confined to the loop's thread.
 */
public final class WheelTimers implements Timers {

    static final long TICK_NANOS = 1_000_000;

    private final EventLoop loop;
    private final long tickNanos;
    private final Consumer<Throwable> onFailure;
    private final long originNanos;
    private final TimingWheel wheel = new TimingWheel();
    private @Nullable Future<?> wakeUp;
    private long wakeUpTick = TimingWheel.NEVER;
    private boolean running;

    private WheelTimers(EventLoop loop, long tickNanos, Consumer<Throwable> onFailure) {
        this.loop = loop;
        this.tickNanos = tickNanos;
        this.onFailure = onFailure;
        this.originNanos = loop.ticker().nanoTime();
    }

    /**
     * The timers of a loop that {@link Loops} does not own, such as that of an {@code EmbeddedChannel}. One instance a
     * loop is enough; {@link Loops#timers} gives it for its own.
     *
     * @param onFailure told of what a task throws, on the loop
     */
    public static WheelTimers on(EventLoop loop, Consumer<Throwable> onFailure) {
        return new WheelTimers(loop, TICK_NANOS, onFailure);
    }

    /** The same with another tick: a finer one is more exact, and wakes a loop with many alarms more often. */
    public static WheelTimers on(EventLoop loop, long tickNanos, Consumer<Throwable> onFailure) {
        return new WheelTimers(loop, tickNanos, onFailure);
    }

    @Override
    public long nanoTime() {
        return loop.ticker().nanoTime();
    }

    @Override
    public long zeroNanos() {
        return loop.ticker().initialNanoTime();
    }

    @Override
    public Alarm after(long delayNanos, Runnable task) {
        checkThread();
        long elapsed = nanoTime() - originNanos;
        long deadline = elapsed + Math.min(Math.max(0, delayNanos), Long.MAX_VALUE - tickNanos - elapsed);
        Entry entry = new Entry(task);
        long tick = wheel.add(entry, (deadline + tickNanos - 1) / tickNanos);
        if (!running) {
            wakeUpAt(tick);
        }
        return entry;
    }

    private void runDue() {
        wakeUp = null;
        wakeUpTick = TimingWheel.NEVER;
        running = true;
        try {
            long reached = (nanoTime() - originNanos) / tickNanos;
            for (TimingWheel.Node due = wheel.poll(reached); due != null; due = wheel.poll(reached)) {
                run(due.task());
            }
        } finally {
            running = false;
            wakeUpAt(wheel.nextTick());
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) {
            onFailure.accept(failure);
        }
    }

    private void wakeUpAt(long tick) {
        if (tick >= wakeUpTick) {
            return;
        }
        if (wakeUp != null) {
            wakeUp.cancel(false);
        }
        long delayNanos = tick * tickNanos - (nanoTime() - originNanos);
        wakeUpTick = tick;
        wakeUp = loop.schedule(this::runDue, delayNanos, TimeUnit.NANOSECONDS);
    }

    private void cancel(Entry entry) {
        checkThread();
        if (wheel.remove(entry) && wheel.isEmpty() && wakeUp != null) {
            wakeUp.cancel(false);
            wakeUp = null;
            wakeUpTick = TimingWheel.NEVER;
        }
    }

    private void checkThread() {
        if (!loop.inEventLoop()) {
            throw new IllegalStateException("timers of an event loop, used on thread "
                    + Thread.currentThread().getName());
        }
    }

    private final class Entry extends TimingWheel.Node implements Alarm {

        Entry(Runnable task) {
            super(task);
        }

        @Override
        public void cancel() {
            WheelTimers.this.cancel(this);
        }
    }
}
