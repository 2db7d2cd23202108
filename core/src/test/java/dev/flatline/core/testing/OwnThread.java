package dev.flatline.core.testing;

import java.util.concurrent.Executor;

/**
 * Runs each task on a daemon thread of its own. For tests whose tasks block: the common pool has as few threads as a machine
 * has cores, and from JDK 25 on it is all that {@code CompletableFuture.runAsync} uses.
 */
public enum OwnThread implements Executor {
    /** A fresh thread for each task. */
    EACH;

    @Override
    public void execute(Runnable task) {
        Thread thread = new Thread(task, "test-task");
        thread.setDaemon(true);
        thread.start();
    }
}
