package dev.flatline.server;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who is in which room, of the connections of one part of the server. Confined to its loop. */
final class Rooms {

    private final Map<String, Set<ServerConnection>> members = new HashMap<>();
    private final Map<ServerConnection, Set<String>> roomsOf = new HashMap<>();

    void join(ServerConnection connection, String room) {
        members.computeIfAbsent(room, name -> new LinkedHashSet<>()).add(connection);
        roomsOf.computeIfAbsent(connection, member -> new HashSet<>()).add(room);
    }

    void leave(ServerConnection connection, String room) {
        Set<String> rooms = roomsOf.get(connection);
        if (rooms != null && rooms.remove(room)) {
            remove(connection, room);
            if (rooms.isEmpty()) {
                roomsOf.remove(connection);
            }
        }
    }

    /** The connection is over. */
    void leaveAll(ServerConnection connection) {
        Set<String> rooms = roomsOf.remove(connection);
        if (rooms != null) {
            rooms.forEach(room -> remove(connection, room));
        }
    }

    /** Visits a copy: a member that is told something may leave, or be cut off, meanwhile. */
    void forEach(String room, Consumer<ServerConnection> visitor) {
        Set<ServerConnection> there = members.get(room);
        if (there != null) {
            Set.copyOf(there).forEach(visitor);
        }
    }

    /** Rooms with somebody in them. */
    int size() {
        return members.size();
    }

    private void remove(ServerConnection connection, String room) {
        @Nullable Set<ServerConnection> there = members.get(room);
        if (there != null && there.remove(connection) && there.isEmpty()) {
            members.remove(room);
        }
    }
}
