package dev.flatline.server;

import java.net.SocketAddress;
import java.util.Optional;

/**
 * One open WebSocket connection, as the program behind the server sees it. Its methods may be called from any thread; what
 * is sent to a connection that is over is dropped. Where sessions are kept, all that is sent goes to the client's session: it
 * is dropped only when that is over, and the client's next connection gets what this one could not.
 */
public interface Connection {

    /** Who the client says it is, the same on every connection it makes; empty as long as it has not said. */
    Optional<String> identity();

    /** The identity as the number that Flatline's own fleet uses, or -1 when it is not one. */
    int client();

    /** The number of this connection, never used again by its server. */
    long number();

    /** The subprotocol that was agreed on. */
    Optional<String> subprotocol();

    /** Keeps an object of the program's with the connection, in the place of the one before. */
    void attach(Object attachment);

    /** The object that was attached, if it is of this type. */
    <T> Optional<T> attachment(Class<T> type);

    /** The address that the client connected from. */
    SocketAddress remoteAddress();

    /** Sends a text message. */
    void sendText(String text);

    /** Sends a binary message. The array must not change afterwards. */
    void sendBinary(byte[] payload);

    /**
     * Sends a message back as it came, without a copy on the heap unless a session keeps it. Only inside
     * {@link ServerHandler#onMessage}.
     */
    void send(Message message);

    /**
     * Puts it, or its session, into a room, which {@link FlatlineServer#sendToRoom} reaches; it leaves all rooms when it is
     * over.
     */
    void join(String room);

    /** Takes it out of a room; nothing happens if it is not there. */
    void leave(String room);

    /**
     * Sends a Close frame and lets the client go.
     *
     * @param code 1000 to 1003, 1007 to 1014 or 3000 to 4999
     */
    void close(int code, String reason);
}
