package dev.flatline.chaos.junit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** A wait that has a limit. */
final class Waiting {

    private static final long PAUSE_NANOS = 1_000_000;

    private final LongSupplier clock;
    private final long endNanos;

    Waiting(LongSupplier clock, Duration limit) {
        this.clock = clock;
        this.endNanos = clock.getAsLong() + limit.toNanos();
    }

    /** Waits for an event; false if it is too late. A future that did not come is cancelled. */
    boolean until(CompletableFuture<?> event) {
        return until(event, endNanos - clock.getAsLong());
    }

    /** Waits for a moment, for something that tells nobody; false if it is too late. */
    boolean pause() {
        long leftNanos = endNanos - clock.getAsLong();
        return leftNanos > 0 && !until(new CompletableFuture<>(), Math.min(leftNanos, PAUSE_NANOS));
    }

    private static boolean until(CompletableFuture<?> event, long nanos) {
        try {
            event.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            event.cancel(false);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
