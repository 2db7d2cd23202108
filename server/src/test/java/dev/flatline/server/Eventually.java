package dev.flatline.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what the event loops have yet to do. */
final class Eventually {

    private static final long LIMIT_SECONDS = 20;
    private static final long LOOK_MILLIS = 1;

    private Eventually() {}

    /** Returns once the condition holds; fails after a limit. */
    static void until(BooleanSupplier condition) {
        CompletableFuture<Void> held = new CompletableFuture<>();
        look(condition, held);
        held.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }

    private static void look(BooleanSupplier condition, CompletableFuture<Void> held) {
        if (condition.getAsBoolean()) {
            held.complete(null);
        } else if (!held.isDone()) {
            CompletableFuture.delayedExecutor(LOOK_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(() -> look(condition, held));
        }
    }
}
