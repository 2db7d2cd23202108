package dev.flatline.server.session;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Which sessions are in which room, with a connection or without. Changed by one thread at a time; any may look. */
final class SessionRooms {

    private final ConcurrentMap<String, Set<Session>> members = new ConcurrentHashMap<>();
    private final Map<Session, Set<String>> roomsOf = new HashMap<>();

    void join(Session session, String room) {
        members.computeIfAbsent(room, name -> ConcurrentHashMap.newKeySet()).add(session);
        roomsOf.computeIfAbsent(session, member -> new HashSet<>()).add(room);
    }

    void leave(Session session, String room) {
        Set<String> rooms = roomsOf.get(session);
        if (rooms != null && rooms.remove(room)) {
            remove(session, room);
            if (rooms.isEmpty()) {
                roomsOf.remove(session);
            }
        }
    }

    void leaveAll(Session session) {
        Set<String> rooms = roomsOf.remove(session);
        if (rooms != null) {
            rooms.forEach(room -> remove(session, room));
        }
    }

    Set<Session> in(String room) {
        return members.getOrDefault(room, Set.of());
    }

    private void remove(Session session, String room) {
        Set<Session> there = in(room);
        there.remove(session);
        if (there.isEmpty()) {
            members.remove(room);
        }
    }
}
