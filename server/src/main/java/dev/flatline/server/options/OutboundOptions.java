package dev.flatline.server.options;

import java.util.Arrays;
import java.util.Locale;

/**
 * What happens to a client that does not read what it is sent.
 *
 * @param maxBytes how much may wait for one client, from 1 KiB
 * @param whenFull what becomes of a message for a client for whom that much waits
 */
public record OutboundOptions(int maxBytes, WhenFull whenFull) {

    /** 1 MiB, then the client is cut off. */
    public static final OutboundOptions DEFAULT = new OutboundOptions(1 << 20, WhenFull.CLOSE);

    private static final int MIN_BYTES = 1024;

    /** Checks the range. */
    public OutboundOptions {
        Ranges.atLeast("max-outbound", maxBytes, MIN_BYTES, "B");
    }

    /** What becomes of a message that finds no room. */
    public enum WhenFull {
        /** The client is cut off: it misses everything, knows it, and may come back. */
        CLOSE,
        /** The message is dropped and counted: the client misses it, and does not know. */
        DROP;

        /** The name in a configuration. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * The choice with this name.
         *
         * @throws IllegalArgumentException with the accepted names
         */
        public static WhenFull of(String key) {
            return Arrays.stream(values())
                    .filter(choice -> choice.key().equals(key))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException("slow-consumers: found '" + key + "'; accepted: close, drop"));
        }
    }
}
