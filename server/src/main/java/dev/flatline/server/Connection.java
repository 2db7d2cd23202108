package dev.flatline.server;

/**
 * One open WebSocket connection, as the program behind the server sees it. Its methods may be called from any thread; what
 * is sent to a connection that is over is dropped.
 */
public interface Connection {

    /** The client's identity, or -1 when it gave none. */
    int client();

    /** The number of this connection, never used again by its server. */
    long number();

    /** Sends a text message. */
    void sendText(String text);

    /** Sends a binary message. The array must not change afterwards. */
    void sendBinary(byte[] payload);

    /** Sends a message back as it came, without a copy on the heap. Only inside {@link ServerHandler#onMessage}. */
    void send(Message message);

    /**
     * Sends a Close frame and lets the client go.
     *
     * @param code 1000 to 1003, 1007 to 1014 or 3000 to 4999
     */
    void close(int code, String reason);
}
