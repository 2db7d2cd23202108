package dev.flatline.chaos;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for something that other threads bring about. */
public final class Await {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private Await() {}

    public static void until(String what, BooleanSupplier condition) {
        assertTimeoutPreemptively(
                LIMIT,
                () -> {
                    boolean over = condition.getAsBoolean();
                    while (!over) {
                        over = NEVER.await(1, TimeUnit.MILLISECONDS) || condition.getAsBoolean();
                    }
                },
                () -> "still waiting: " + what);
    }
}
