package dev.flatline.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.chaos.RelayRig.Connection;
import dev.flatline.chaos.toxic.Stream;
import java.util.List;

/** Upgraded connections in virtual time, with toxics on their frames. */
final class FrameRig {

    final RelayRig rig = new RelayRig(1, 0);

    /** A client and a server that have agreed on WebSockets; what they said for that is forgotten. */
    Connection upgraded() {
        Connection connection = rig.open(1);
        connection.fromServer(Frames.UPGRADED);
        connection.client.sent.setLength(0);
        connection.client.writes.clear();
        return connection;
    }

    /** Puts exactly this toxic on, under the name {@code t}, in both directions. */
    void on(String type, Object... attributes) {
        on(Stream.BOTH, type, attributes);
    }

    void on(Stream stream, String type, Object... attributes) {
        rig.toxics(RelayRig.toxic("t", stream, Faults.make(type, attributes)));
    }

    /** Takes all toxics off. */
    void off() {
        rig.toxics();
    }

    void pass(long millis) {
        rig.time.advance(millis * Faults.MILLIS);
    }

    /** What the ledger says was done to connections, as action, requested and achieved. */
    List<String> done() {
        return rig.context.ledger().read(0, 1000).stream()
                .filter(i -> !List.of("began", "ended", "hit").contains(i.action()))
                .map(i -> i.action() + " " + i.requested() + " " + i.achieved())
                .toList();
    }

    /** Closes everything, and fails if anything is left behind. */
    void close() {
        rig.shard.close();
        rig.toxics();

        assertEquals(0, rig.leaked());
        assertEquals(0, rig.context.open().get());
        assertEquals(0, rig.context.room().takenBytes());
    }
}
