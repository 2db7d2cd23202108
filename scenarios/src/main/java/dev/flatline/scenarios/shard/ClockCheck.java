package dev.flatline.scenarios.shard;

import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether two processes have one clock. On one machine the JVM's clock is that of the kernel, and the same in every process;
 * events of several processes can be put into one order only because of that, so it is not taken for granted. A process is
 * asked what its clock says: on one clock that lies between the asking and the answer.
 */
final class ClockCheck {

    private static final int ROUNDS = 5;

    private ClockCheck() {}

    /** Asks a process for its clock; null when it does not answer. */
    @FunctionalInterface
    interface Question {
        @Nullable Long ask() throws InterruptedException;
    }

    /**
     * Asks a few times.
     *
     * @return a bound of the difference, in nanoseconds
     * @throws FlatlineException if the clocks differ, or there is no answer
     */
    static long boundNanos(String name, LongSupplier clock, Question question) {
        long bound = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long asked = clock.getAsLong();
            Long said = ask(name, question);
            long answered = clock.getAsLong();
            if (said == null) {
                throw new FlatlineException(ExitStatus.MACHINE, name + " does not answer");
            }
            if (said - asked < 0 || answered - said < 0) {
                throw new FlatlineException(
                        ExitStatus.MACHINE,
                        name + " has another clock (" + TimeUnit.NANOSECONDS.toMicros(said - asked)
                                + " us off): events of several processes cannot be put into one order here; run without --processes");
            }
            bound = Math.min(bound, answered - asked);
        }
        return bound;
    }

    private static @Nullable Long ask(String name, Question question) {
        try {
            return question.ask();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FlatlineException(ExitStatus.INTERRUPTED, "interrupted while " + name + " was starting", e);
        }
    }
}
