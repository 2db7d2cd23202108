package dev.flatline.server.session;

import org.jspecify.annotations.Nullable;

/** The number of the last message that a client says it has, as it stands in an upgrade request. */
final class LastReceived {

    /** The client does not say: it does not come back to anything. */
    static final long NONE = -1;

    /** What the client says is not a number of 0 to 18 digits. */
    static final long MALFORMED = -2;

    private static final int MAX_DIGITS = 18;

    private LastReceived() {}

    /** Reads it: 0 or more, {@link #NONE} or {@link #MALFORMED}. */
    static long parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return NONE;
        }
        if (text.length() > MAX_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return MALFORMED;
        }
        return Long.parseLong(text);
    }
}
