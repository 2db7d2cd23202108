package dev.flatline.wire.operator;

import java.io.IOException;

/** The operator's port cannot be opened; the message is one line that names the address and the reason. */
public final class OperatorPortException extends IOException {

    private static final long serialVersionUID = 1;

    OperatorPortException(String host, int port, String reason) {
        super(message(host, port, reason));
    }

    OperatorPortException(String host, int port, IOException cause) {
        super(message(host, port, reason(cause)), cause);
    }

    private static String message(String host, int port, String reason) {
        return "the operator's port cannot listen on " + host + ":" + port + ": " + reason;
    }

    /** The operating system's words, in those of the other listeners. */
    private static String reason(IOException cause) {
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
        return message;
    }
}
