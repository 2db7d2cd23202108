package dev.flatline.chaos.replica;

import java.io.Serial;

/**
 * Something cannot be done with servers or with the engine that holds them. The message is one line for people: what was
 * found, and the remedy.
 */
public final class ReplicaException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    /** A line for people. */
    public ReplicaException(String message) {
        super(message);
    }

    /** A line for people, and what it comes from. */
    public ReplicaException(String message, Throwable cause) {
        super(message, cause);
    }
}
