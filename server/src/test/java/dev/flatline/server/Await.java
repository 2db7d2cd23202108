package dev.flatline.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what another thread does, and looks each millisecond whether it has. */
final class Await {

    private static final long LIMIT_SECONDS = 20;

    private Await() {}

    static void until(BooleanSupplier condition) {
        CompletableFuture<Void> held = new CompletableFuture<>();
        look(condition, held);
        held.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }

    private static void look(BooleanSupplier condition, CompletableFuture<Void> held) {
        if (condition.getAsBoolean()) {
            held.complete(null);
        } else if (!held.isDone()) {
            CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS).execute(() -> look(condition, held));
        }
    }
}
