package dev.flatline.core.connection;

/**
 * What a client can do with the network: one socket at a time, a new one for every attempt.
 *
 * <p>Thread-confined to the client's {@code Timers}. Calls never call the listener back before they return. Once
 * {@link Listener#onClosed}, {@link #abort} or the next {@link #connect} has happened, the listener hears nothing more of
 * the socket before it.
 */
public interface Transport {

    /** Whether connections have TLS below them. */
    default boolean isSecure() {
        return false;
    }

    /** Begins an attempt. The socket of an earlier attempt, if any, is aborted. */
    void connect(Listener listener);

    /** Sends one text message. Dropped when the socket is not open. */
    void sendText(byte[] utf8);

    /** Sends a WebSocket ping whose payload is this number. Dropped when the socket is not open. */
    void ping(long payload);

    /**
     * Sends a Close frame and closes. The listener hears nothing more.
     *
     * @param code its code, or 1005 for a frame without one
     * @param reason its text, at most 123 bytes of UTF-8; empty without a code
     */
    void close(int code, String reason);

    /** The same without a reason. */
    default void close(int code) {
        close(code, "");
    }

    /** Ends the socket at once, without a Close frame. The listener hears nothing more. */
    void abort();

    /** What the network tells a client. Pings of the peer are answered by the transport. */
    interface Listener {
        /** The TCP connection stands; the upgrade request is on its way, behind TLS where there is any. */
        void onConnected();

        /** TLS stands. Not told without TLS. */
        void onSecured();

        /** The upgrade was accepted. */
        void onOpen();

        /** Something arrived that is not told otherwise: part of a frame, or a ping. */
        void onBytes();

        /** A pong; the payload is what {@link Transport#ping} sent, or -1 if it was never ours. */
        void onPong(long payload);

        /** A text message. */
        void onText(byte[] utf8);

        /**
         * The attempt failed or the connection ended. Told once.
         *
         * @param code the Close code, or the HTTP status of a rejected upgrade, or 0
         */
        void onClosed(CloseCause cause, int code);
    }
}
