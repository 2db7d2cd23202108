package dev.flatline.chaos.control;

import java.io.IOException;

/** A proxy cannot listen where it was told to; the message is in the words that Toxiproxy's users know. */
final class ListenException extends IOException {

    private static final long serialVersionUID = 1;

    ListenException(String message) {
        super(message);
    }

    /** The failure of a bind, with the operating system's reason in Go's words. */
    static ListenException bind(String address, IOException failure) {
        return new ListenException("listen tcp " + address + ": bind: " + reason(failure));
    }

    private static String reason(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.contains("in use")) {
            return "address already in use";
        }
        if (message.contains("ermission denied")) {
            return "permission denied";
        }
        if (message.contains("annot assign requested address")) {
            return "cannot assign requested address";
        }
        Throwable cause = failure.getCause();
        return cause == null || cause == failure ? message : reason(cause);
    }

    ControlException asControlException() {
        return new ControlException(500, String.valueOf(getMessage()));
    }
}
