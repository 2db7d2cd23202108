package dev.flatline.core.connection;

/**
 * What a server of ours sees of its connections. Instants are nanoseconds of the run's clock; calls come from the event
 * loop of the connection.
 */
public interface ServerEvents {

    /** Nobody listens. */
    ServerEvents NONE = new ServerEvents() {
        @Override
        public void serverOpened(int client, long connection, long nowNanos) {}

        @Override
        public void serverClosed(int client, long connection, CloseCause cause, long nowNanos) {}
    };

    /**
     * A connection was accepted and upgraded.
     *
     * @param client the identity that the client gave, or -1 for a client that gave none
     * @param connection the number of the connection, never used again by this server
     */
    void serverOpened(int client, long connection, long nowNanos);

    /** The server let a connection go. */
    void serverClosed(int client, long connection, CloseCause cause, long nowNanos);

    /** The server sent a client a message of its own accord. Told only of those that are to be counted. */
    default void serverPushed(int client, long nowNanos) {}
}
