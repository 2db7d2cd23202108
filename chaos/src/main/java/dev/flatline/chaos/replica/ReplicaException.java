package dev.flatline.chaos.replica;

import java.io.Serial;

/**
 * Something cannot be done with servers or with the engine that holds them. The message is one line for people: what was
 * found, and the remedy.
 */
public final class ReplicaException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    private final boolean unready;

    /** A line for people. */
    public ReplicaException(String message) {
        super(message);
        this.unready = false;
    }

    /** A line for people, and what it comes from. */
    public ReplicaException(String message, Throwable cause) {
        super(message, cause);
        this.unready = false;
    }

    private ReplicaException(boolean unready, String message) {
        super(message);
        this.unready = unready;
    }

    /** A server was started and does not get ready. */
    static ReplicaException unready(String message) {
        return new ReplicaException(true, message);
    }

    /** Whether a server was started and does not get ready, rather than the machine or the engine being at fault. */
    public boolean isUnready() {
        return unready;
    }
}
