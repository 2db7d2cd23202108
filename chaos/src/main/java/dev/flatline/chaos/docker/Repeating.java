package dev.flatline.chaos.docker;

import dev.flatline.chaos.replica.ReplicaException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Something that is done to a container again and again until it is closed, on a thread of its own. */
final class Repeating implements AutoCloseable {

    private final Task task;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Exception failure;

    /** One turn. */
    interface Task {
        /** Does it, and says in how many milliseconds to do it again; below 0: never. */
        long run() throws ReplicaException;
    }

    private Repeating(Task task) {
        this.task = task;
        this.thread = new Thread(this::loop, "flatline-container-fault");
        thread.setDaemon(true);
    }

    static Repeating start(Task task) {
        Repeating repeating = new Repeating(task);
        repeating.thread.start();
        return repeating;
    }

    private void loop() {
        try {
            long pause = task.run();
            while (pause >= 0 && !over.await(pause, TimeUnit.MILLISECONDS)) {
                pause = task.run();
            }
        } catch (ReplicaException | RuntimeException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until the turn that is under way is over. */
    @Override
    public void close() throws ReplicaException {
        over.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReplicaException("interrupted at the end of a fault", e);
        }
        Exception failed = failure;
        if (failed instanceof ReplicaException known) {
            throw known;
        }
        if (failed != null) {
            throw new ReplicaException("a fault did not go on: " + EngineFailure.reason(failed), failed);
        }
    }
}
