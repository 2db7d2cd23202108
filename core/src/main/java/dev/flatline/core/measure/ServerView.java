package dev.flatline.core.measure;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The connections that the server holds, by client: which one is a client's latest, and which ones are ghosts, held
 * although their client is gone. Not thread-safe.
 */
final class ServerView {

    /** The server holds no connection of this client. */
    static final long NONE = -1;

    private final long[] latest;
    private final Set<Long> ghosts = new HashSet<>();
    private int open;
    private int mostGhosts;

    ServerView(int clients) {
        latest = new long[clients];
        Arrays.fill(latest, NONE);
    }

    void opened(int client, long connection) {
        open++;
        if (client >= 0 && client < latest.length) {
            latest[client] = connection;
        }
    }

    void closed(int client, long connection) {
        open--;
        ghosts.remove(connection);
        if (client >= 0 && client < latest.length && latest[client] == connection) {
            latest[client] = NONE;
        }
    }

    /** The client dropped its socket: what the server still holds of it is a ghost. */
    void clientGone(int client) {
        if (latest[client] != NONE && ghosts.add(latest[client])) {
            mostGhosts = Math.max(mostGhosts, ghosts.size());
        }
    }

    long latest(int client) {
        return latest[client];
    }

    boolean isGhost(long connection) {
        return ghosts.contains(connection);
    }

    int open() {
        return open;
    }

    int ghosts() {
        return ghosts.size();
    }

    int mostGhosts() {
        return mostGhosts;
    }
}
