package dev.flatline.chaos.replica;

import dev.flatline.chaos.rollback.Rollback;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * What servers that are started need to know of the run.
 *
 * @param run its unique name: letters, digits and dashes; part of the names of what is made
 * @param rollback where what is done is written down with what undoes it
 * @param folder an existing folder for {@code replica-N.log} and {@code ends.tsv}
 * @param nanoTime a clock
 * @param elapsedNanos the run's own: from its start, 0 before
 * @param interrupted whether the run is to end at once: nobody waits until a server is ready any more
 */
public record Surroundings(
        String run,
        Rollback rollback,
        Path folder,
        LongSupplier nanoTime,
        LongSupplier elapsedNanos,
        BooleanSupplier interrupted) {

    /** Those of a run that is never interrupted. */
    public Surroundings(String run, Rollback rollback, Path folder, LongSupplier nanoTime, LongSupplier elapsedNanos) {
        this(run, rollback, folder, nanoTime, elapsedNanos, () -> false);
    }

    /** Checks the name. */
    public Surroundings {
        if (!run.matches("[A-Za-z0-9][A-Za-z0-9-]{0,62}")) {
            throw new IllegalArgumentException("run: found '" + run + "'; accepted: letters, digits and dashes");
        }
    }
}
