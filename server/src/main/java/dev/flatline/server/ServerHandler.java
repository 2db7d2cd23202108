package dev.flatline.server;

import dev.flatline.core.connection.CloseCause;

/**
 * What a program does with the connections of its server. Calls come from the event loop of the connection, one at a time
 * for each connection; a call that blocks holds up every connection of that loop.
 */
public interface ServerHandler {

    /** The connection is open; it may be sent to. The handshake is valid during the call only. */
    default void onOpen(Connection connection, Handshake handshake) {}

    /** The client has said who it is in its first message; told only where the options ask for that. */
    default void onIdentity(Connection connection) {}

    /** A message arrived. It is valid during the call only. */
    default void onMessage(Connection connection, Message message) {}

    /**
     * The connection is over, for whatever cause; told once for every {@link #onOpen}.
     *
     * @param code the Close code that was received or sent, or 0
     */
    default void onClose(Connection connection, CloseCause cause, int code) {}

    /**
     * One of the other methods threw this. The connection is closed with 1011 afterwards, if it is still open. What this
     * method throws is told to {@link dev.flatline.wire.Loops#failed}.
     */
    void onError(Connection connection, Throwable error);
}
