package dev.flatline.chaos.control.http;

/** A body is not JSON; the message is what Go's decoder says. */
final class JsonTextException extends Exception {

    private static final long serialVersionUID = 1;

    JsonTextException(String message) {
        super(message, null, false, false);
    }
}
