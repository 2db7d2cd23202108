package dev.flatline.chaos.control.client;

import java.io.IOException;

/** The control API could not be asked, or refused; the message is one line for a user. */
public final class ControlClientException extends IOException {

    private static final long serialVersionUID = 1;

    /** Why it failed. */
    public enum Kind {
        /** Nobody answers there. */
        UNREACHABLE,
        /** Somebody answers who is no Flatline proxy. */
        NOT_OURS,
        /** It is a Flatline proxy, and it refused. */
        REFUSED
    }

    private final Kind kind;

    ControlClientException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Why it failed. */
    public Kind kind() {
        return kind;
    }
}
