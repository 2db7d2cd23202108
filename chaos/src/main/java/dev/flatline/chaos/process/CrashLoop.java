package dev.flatline.chaos.process;

import dev.flatline.chaos.replica.ReplicaException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Kills a process, starts it, lets it be up for a while, and again, until it is closed. On a thread of its own. */
final class CrashLoop implements AutoCloseable {

    private final LocalProcess process;
    private final long upNanos;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable ReplicaException failure;

    /** Begins with the first kill, which has happened on return. */
    CrashLoop(LocalProcess process, long upNanos) throws ReplicaException {
        this.process = process;
        this.upNanos = upNanos;
        process.kill();
        thread = new Thread(this::loop, "flatline-crash-loop");
        thread.setDaemon(true);
        thread.start();
    }

    private void loop() {
        try {
            while (over.getCount() > 0) {
                process.start();
                process.expect("crash-loop");
                if (over.await(upNanos, TimeUnit.NANOSECONDS)) {
                    return;
                }
                process.kill();
            }
        } catch (ReplicaException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws ReplicaException {
        over.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReplicaException("interrupted at the end of a crash-loop", e);
        }
        ReplicaException failed = failure;
        if (failed != null) {
            throw failed;
        }
    }
}
