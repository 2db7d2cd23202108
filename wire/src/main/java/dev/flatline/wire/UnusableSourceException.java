package dev.flatline.wire;

import org.jspecify.annotations.Nullable;

/** The local addresses that were given cannot serve the clients: one line that says what was found and what is accepted. */
public final class UnusableSourceException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    UnusableSourceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
