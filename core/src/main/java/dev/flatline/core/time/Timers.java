package dev.flatline.core.time;

/**
 * The clock and alarm of one thread: everything that must know the time or wait for it asks here, so that the same code
 * runs on an event loop and in {@link VirtualTime}.
 *
 * <p>Confined to its thread: both methods are called on it, and tasks run on it. Tasks that are due run in the order of
 * (deadline, order of the call). A task never runs early and never inside the call of {@link #after}.
 */
public interface Timers {

    /**
     * Nanoseconds on a monotonic clock with an arbitrary origin. Compare by subtraction only, as with
     * {@code System.nanoTime}.
     */
    long nanoTime();

    /**
     * What the monotonic clock of the machine, which all its processes share, showed when {@link #nanoTime} showed 0: added
     * to an instant, it makes one that another process understands.
     */
    default long zeroNanos() {
        return 0;
    }

    /**
     * Runs a task once, after a delay.
     *
     * @param delayNanos nanoseconds from now; zero or less means as soon as the current task has returned
     * @return the handle that takes the task back
     */
    Alarm after(long delayNanos, Runnable task);
}
