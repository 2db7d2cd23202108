package dev.flatline.chaos.control;

import dev.flatline.core.SuppressForbidden;
import dev.flatline.core.time.Alarm;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Alarms on the machine's clock: a daemon thread that is there while an alarm is set. */
public final class AlarmThread implements Alarms, AutoCloseable {

    private static final long IDLE_SECONDS = 10;

    private final ScheduledThreadPoolExecutor thread;

    /** Alarms of their own. */
    public AlarmThread() {
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread daemon = new Thread(task, "flatline-control-alarms");
            daemon.setDaemon(true);
            return daemon;
        });
        thread.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        thread.allowCoreThreadTimeOut(true);
        thread.setRemoveOnCancelPolicy(true);
    }

    @Override
    @SuppressForbidden("the clock of the machine, for all who take Alarms")
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Alarm after(long delayNanos, Runnable task) {
        Future<?> scheduled = thread.schedule(task, Math.max(0, delayNanos), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    /** Forgets all alarms. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
