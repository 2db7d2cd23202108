package dev.flatline.server;

/** Takes the connections that are open, one by one. */
@FunctionalInterface
public interface OpenConnections {

    /**
     * One open connection.
     *
     * @param client the identity that its client gave, or -1
     * @param connection the number of the connection
     */
    void visit(int client, long connection);
}
