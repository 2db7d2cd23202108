package dev.flatline.server;

import java.io.IOException;

/** The server cannot listen where it should; the message is one line that names the address and the reason. */
public final class CannotListenException extends IOException {

    private static final long serialVersionUID = 1;

    CannotListenException(String host, int port, Throwable cause) {
        super("cannot listen on " + host + ":" + port + ": " + reason(cause), cause);
    }

    /** The operating system's words, without those of the library around them. */
    private static String reason(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.contains("in use")) {
            return "the port is in use";
        }
        if (message.contains("ermission denied")) {
            return "permission denied";
        }
        if (message.contains("annot assign requested address")) {
            return "this machine does not have that address";
        }
        return message.lines().findFirst().orElse(cause.getClass().getSimpleName());
    }
}
