package dev.flatline.server.options;

import java.time.Duration;

/**
 * How a server sends its connections away before it goes: in batches, so that they do not all come back elsewhere in the
 * same moment.
 *
 * @param size connections in a batch, all event loops together
 * @param pause from one batch to the next
 * @param budget how long the whole may take; whoever is still there then is told and cut off at once
 * @param reason what the Close frames say beside 1012; as much of it as fits into 123 bytes
 */
public record DrainOptions(int size, Duration pause, Duration budget, String reason) {

    /** As Phoenix drains: 10,000 every 2 s, 30 s in all. */
    public static final DrainOptions DEFAULT =
            new DrainOptions(10_000, Duration.ofSeconds(2), Duration.ofSeconds(30), "the server restarts");

    /** Checks the ranges. */
    public DrainOptions {
        Ranges.atLeast("drain.size", size, 1, "");
        Ranges.positive("drain.pause", pause);
        Ranges.positive("drain.budget", budget);
    }
}
