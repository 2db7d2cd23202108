package dev.flatline.core.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The connections that the server holds, by client: which ones are ghosts, held although their client is gone, and which are
 * not. A client has more than one while the server still holds a ghost of it. Not thread-safe.
 */
final class ServerView {

    /** The server holds no connection of this client. */
    static final long NONE = -1;

    private final long[] latest;
    private final Map<Integer, List<Long>> older = new HashMap<>();
    private final Set<Long> ghosts = new HashSet<>();
    private int open;
    private int mostGhosts;

    ServerView(int clients) {
        latest = new long[clients];
        Arrays.fill(latest, NONE);
    }

    /** Whether this is a client of the fleet. */
    boolean knows(int client) {
        return client >= 0 && client < latest.length;
    }

    void opened(int client, long connection) {
        open++;
        if (!knows(client)) {
            return;
        }
        if (latest[client] != NONE) {
            older.computeIfAbsent(client, none -> new ArrayList<>(1)).add(latest[client]);
        }
        latest[client] = connection;
    }

    void closed(int client, long connection) {
        open--;
        ghosts.remove(connection);
        if (!knows(client)) {
            return;
        }
        List<Long> rest = older.getOrDefault(client, new ArrayList<>(0));
        if (latest[client] != connection) {
            rest.remove(Long.valueOf(connection));
        } else {
            latest[client] = rest.isEmpty() ? NONE : rest.remove(rest.size() - 1);
        }
        if (rest.isEmpty()) {
            older.remove(client);
        }
    }

    /** The client has no socket: all that the server still holds of it are ghosts. */
    void clientGone(int client) {
        ghosts.addAll(held(client));
        mostGhosts = Math.max(mostGhosts, ghosts.size());
    }

    /** The connections of a client that the server holds. */
    List<Long> held(int client) {
        if (latest[client] == NONE) {
            return List.of();
        }
        List<Long> held = new ArrayList<>(older.getOrDefault(client, List.of()));
        held.add(latest[client]);
        return held;
    }

    /** Whether it holds a connection of this client that is not a ghost. */
    boolean serves(int client) {
        return live(client) != NONE;
    }

    /** The newest connection of this client that it holds and that is not a ghost, or {@link #NONE}. */
    long live(int client) {
        if (latest[client] == NONE || !isGhost(latest[client])) {
            return latest[client];
        }
        List<Long> rest = older.getOrDefault(client, List.of());
        for (int i = rest.size() - 1; i >= 0; i--) {
            if (!isGhost(rest.get(i))) {
                return rest.get(i);
            }
        }
        return NONE;
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
