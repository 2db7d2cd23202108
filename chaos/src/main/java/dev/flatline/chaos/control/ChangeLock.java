package dev.flatline.chaos.control;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets the changes of one proxy in one after the other; a bounded number of them waits, for a bounded time. */
final class ChangeLock {

    private final String proxy;
    private final HubOptions options;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Semaphore waiting;

    ChangeLock(String proxy, HubOptions options) {
        this.proxy = proxy;
        this.options = options;
        this.waiting = new Semaphore(options.maxWaiting());
    }

    /**
     * Makes a change.
     *
     * @throws ControlException 503 if its turn does not come
     */
    <T extends @Nullable Object> T change(Supplier<T> change) {
        if (!lock.tryLock()) {
            await();
        }
        try {
            return change.get();
        } finally {
            lock.unlock();
        }
    }

    /** Makes a change unless it would have to wait. */
    boolean tryChange(Runnable change) {
        if (!lock.tryLock()) {
            return false;
        }
        try {
            change.run();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void await() {
        if (!waiting.tryAcquire()) {
            throw new ControlException(
                    503, "proxy " + proxy + " is busy: " + options.maxWaiting() + " changes of it wait already");
        }
        boolean locked = false;
        try {
            locked = lock.tryLock(options.changeLimit().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.release();
        }
        if (!locked) {
            throw new ControlException(
                    503, "proxy " + proxy + " is busy: another change of it took more than " + options.changeLimit());
        }
    }
}
