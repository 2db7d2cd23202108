package dev.flatline.chaos.rollback;

import java.io.Serial;

/** Something could not be written down or put back. The message is one line for people. */
public final class RollbackException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    /** A line for people. */
    public RollbackException(String message) {
        super(message);
    }

    /** A line for people, and what it comes from. */
    public RollbackException(String message, Throwable cause) {
        super(message, cause);
    }
}
