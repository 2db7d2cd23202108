package dev.flatline.chaos.plan;

import dev.flatline.core.text.Durations;
import java.util.List;
import java.util.Optional;

/**
 * Toxics that are put on together and taken off together.
 *
 * @param name what reports call it
 * @param atNanos when they are put on, from the start of the timeline
 * @param forNanos how long they are on
 * @param toxics in the order in which they are put on; taken off in the reverse order
 * @param ramp how one value of theirs changes meanwhile
 */
public record TimelineEntry(String name, long atNanos, long forNanos, List<PlacedToxic> toxics, Optional<Ramp> ramp) {

    /** Checks the times, and that every toxic takes both ends of the ramp. */
    public TimelineEntry {
        if (atNanos < 0 || atNanos > Durations.MAX_NANOS) {
            throw new IllegalArgumentException("at: accepted is 0s to 1000h");
        }
        if (forNanos <= 0 || forNanos > Durations.MAX_NANOS) {
            throw new IllegalArgumentException("for: accepted is a duration longer than 0, at most 1000h");
        }
        if (toxics.isEmpty()) {
            throw new IllegalArgumentException("toxics: none, accepted is at least one");
        }
        toxics = List.copyOf(toxics);
        if (ramp.isPresent()) {
            ramp.get().levels(forNanos);
            for (PlacedToxic toxic : toxics) {
                ramp.get().at(ramp.get().from(), toxic);
                ramp.get().at(ramp.get().to(), toxic);
            }
        }
    }

    /** When they are taken off, from the start of the timeline. */
    public long endNanos() {
        return atNanos + forNanos;
    }
}
