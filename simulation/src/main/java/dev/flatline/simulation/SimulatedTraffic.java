package dev.flatline.simulation;

import dev.flatline.core.connection.PushClock;
import dev.flatline.core.connection.ServerEvents;
import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.time.Timers;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * What the program behind the simulated server does with messages, as that of the embedded one: it sends those of a room to
 * all its members, the others back to their sender, and pushes of its own accord. It outlives restarts of the server.
 */
final class SimulatedTraffic {

    private final LoadPlan load;
    private final BiConsumer<SimulatedConnection, byte[]> sender;
    private final PushClock<SimulatedConnection> pushes;
    private final Map<Integer, Set<SimulatedConnection>> rooms = new HashMap<>();

    /** Creates it; {@code sender} sends a message on a connection. */
    SimulatedTraffic(
            LoadPlan load, Timers timers, ServerEvents events, BiConsumer<SimulatedConnection, byte[]> sender) {
        this.load = load;
        this.sender = sender;
        this.pushes = new PushClock<>(load, timers, (client, connection, text) -> {
            events.serverPushed(client, timers.nanoTime());
            sender.accept(connection, text);
        });
    }

    void opened(SimulatedConnection connection) {
        pushes.opened(connection.client, connection);
        int room = load.roomOf(connection.client);
        if (room >= 0) {
            rooms.computeIfAbsent(room, none -> new LinkedHashSet<>()).add(connection);
        }
    }

    void message(SimulatedConnection connection, byte[] payload) {
        int room = load.roomOf(connection.client);
        if (room < 0) {
            sender.accept(connection, payload);
        } else {
            List.copyOf(rooms.getOrDefault(room, Set.of())).forEach(member -> sender.accept(member, payload));
        }
    }

    void closed(SimulatedConnection connection) {
        pushes.closed(connection.client, connection);
        int room = load.roomOf(connection.client);
        Set<SimulatedConnection> members = rooms.get(room);
        if (members != null && members.remove(connection) && members.isEmpty()) {
            rooms.remove(room);
        }
    }
}
