package dev.flatline.core.testing;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for something that other threads, processes or the kernel bring about. */
public final class Await {

    private static final Executor IN_A_MILLISECOND =
            CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS, Runnable::run);
    private static final int LOOKS = 30_000;

    private Await() {}

    /** As {@link #until(String, BooleanSupplier)}, for a condition that its place names well enough. */
    public static void until(BooleanSupplier condition) {
        until("what this test waits for", condition);
    }

    /**
     * Returns once the condition holds, at which this thread looks each millisecond.
     *
     * @param what the condition in words, for whoever reads that it never held
     * @throws AssertionError if it does not hold within some 30 s
     */
    public static void until(String what, BooleanSupplier condition) {
        for (int looks = 0; !condition.getAsBoolean(); looks++) {
            if (looks == LOOKS) {
                throw new AssertionError("still waiting: " + what);
            }
            CompletableFuture.runAsync(() -> {}, IN_A_MILLISECOND).join();
        }
    }
}
