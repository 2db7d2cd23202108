package dev.flatline.wire;

import dev.flatline.core.connection.CloseCause;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;

/** What the operating system says about a socket, as a cause. */
public final class NetworkFailure {

    private NetworkFailure() {}

    /** The cause behind a socket that could not be made or connected, whatever the exception is wrapped in. */
    public static CloseCause causeOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException io) {
                return causeOf(io);
            }
        }
        return CloseCause.NETWORK_ERROR;
    }

    /**
     * The cause behind a failed connect, read or write. Epoll, io_uring and NIO have exception types of their own but all
     * carry the operating system's words.
     */
    public static CloseCause causeOf(IOException failure) {
        String words = String.valueOf(failure.getMessage());
        if (words.contains("onnection reset") || words.contains("roken pipe")) {
            return CloseCause.RESET;
        }
        if (failure instanceof ConnectException && words.contains("refused")) {
            return CloseCause.REFUSED;
        }
        if (failure instanceof SocketTimeoutException || words.contains("timed out")) {
            return CloseCause.CONNECT_TIMEOUT;
        }
        return lacksResources(words) ? CloseCause.NO_RESOURCES : CloseCause.NETWORK_ERROR;
    }

    /** EMFILE and ENFILE; EADDRNOTAVAIL and EADDRINUSE of a connect: every port is taken. */
    private static boolean lacksResources(String words) {
        return words.contains("Too many open files")
                || words.contains("Cannot assign requested address")
                || words.contains("Address already in use");
    }
}
