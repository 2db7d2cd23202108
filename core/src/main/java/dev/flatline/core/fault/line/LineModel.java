package dev.flatline.core.fault.line;

import dev.flatline.core.fault.DeliveryLine;
import dev.flatline.core.fault.Impairment;

/**
 * A model of one direction of a connection: immutable data, from which each line gets an {@link Impairment} with fresh
 * state. Models are stacked by a {@link DeliveryLine} each, the next one fed at the instants that the one before it gave.
 */
public interface LineModel {

    /** What a new line suffers. Of that line alone: it remembers what went over it, and is not thread-safe. */
    Impairment line();

    /** How many bytes of a chunk to take in at once, so that delivery is smooth; most models take any number. */
    default int sliceBytes() {
        return Integer.MAX_VALUE;
    }

    /** How many bytes may be under way in it before whoever sends is held up; a wire bears any number. */
    default long queueBytes() {
        return Long.MAX_VALUE;
    }
}
