package dev.flatline.chaos.toxic;

import dev.flatline.core.fault.Direction;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which directions of a connection a toxic is on; the words are Toxiproxy's, and {@link #BOTH} is ours. */
public enum Stream {
    /** From the client to the server. */
    UPSTREAM,
    /** From the server to the client. */
    DOWNSTREAM,
    /** Both, with one draw for the connection. */
    BOTH;

    /** Whether that direction is one of them. */
    public boolean covers(Direction direction) {
        return this == BOTH || name().equals(direction.name());
    }

    /** The word in configurations and in the control API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The stream of a word in any case; null if it is none. */
    public static @Nullable Stream of(String word) {
        for (Stream stream : values()) {
            if (stream.name().equalsIgnoreCase(word)) {
                return stream;
            }
        }
        return null;
    }
}
