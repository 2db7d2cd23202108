package dev.flatline.server.session;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The messages of a session that can be sent again, numbered from 1 without gaps; only the oldest can be dropped. */
final class MessageLog {

    private static final int INITIAL_CAPACITY = 8;
    private static final @Nullable KeptMessage[] NOTHING = new KeptMessage[0];

    /** A power of two long, or empty; a message is in the slot of its number modulo the length. */
    private @Nullable KeptMessage[] slots = NOTHING;

    private long first = 1;
    private long last;
    private long bytes;

    /** The number of the oldest message that is kept, or that of the next one to come. */
    long first() {
        return first;
    }

    /** The number of the newest message that was ever added, or 0. */
    long last() {
        return last;
    }

    long size() {
        return last - first + 1;
    }

    /** What all of it takes on the wire at most. */
    long bytes() {
        return bytes;
    }

    void add(KeptMessage message) {
        if (size() == slots.length) {
            grow();
        }
        last++;
        slots[slot(last)] = message;
        bytes += message.wireBytes();
    }

    /** The message with a number from {@link #first} to {@link #last}. */
    KeptMessage get(long number) {
        return Objects.requireNonNull(slots[slot(number)]);
    }

    void dropFirst() {
        bytes -= get(first).wireBytes();
        slots[slot(first)] = null;
        first++;
    }

    /** Drops everything; the next message has the next number all the same. */
    void clear() {
        slots = NOTHING;
        first = last + 1;
        bytes = 0;
    }

    private int slot(long number) {
        return (int) (number & (slots.length - 1));
    }

    private void grow() {
        @Nullable KeptMessage[] old = slots;
        slots = new KeptMessage[Math.max(INITIAL_CAPACITY, old.length * 2)];
        for (long number = first; number <= last; number++) {
            slots[slot(number)] = old[(int) (number & (old.length - 1))];
        }
    }
}
