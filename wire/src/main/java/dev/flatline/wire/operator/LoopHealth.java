package dev.flatline.wire.operator;

import dev.flatline.wire.Loops;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Whether event loops run: a task is given to each, and has to run in time. For {@code /healthz}: a process whose loops hang
 * keeps its connections and serves none of them. Asking waits, so not on an event loop.
 */
public final class LoopHealth implements Supplier<Optional<String>> {

    private final Loops loops;
    private final Duration limit;

    /** Creates a check that gives each loop this much time. */
    public LoopHealth(Loops loops, Duration limit) {
        this.loops = loops;
        this.limit = limit;
    }

    /** What is wrong with the loops; empty if nothing is. */
    @Override
    public Optional<String> get() {
        try {
            List<CompletableFuture<Void>> answers = IntStream.range(0, loops.size())
                    .mapToObj(index -> loops.run(index, () -> {}))
                    .toList();
            return waitFor(answers);
        } catch (RejectedExecutionException closed) {
            return Optional.of("the event loops are closed");
        }
    }

    private Optional<String> waitFor(List<CompletableFuture<Void>> answers) {
        try {
            CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
                    .get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return Optional.empty();
        } catch (TimeoutException | ExecutionException late) {
            long silent = answers.stream().filter(answer -> !answer.isDone()).count();
            return Optional.of(silent + " of " + answers.size() + " event loops did not answer within "
                    + limit.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }
}
