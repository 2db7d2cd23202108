package dev.flatline.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.testing.Await;
import dev.flatline.server.options.OutboundOptions;
import dev.flatline.server.options.OutboundOptions.WhenFull;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A client that stops reading for a while, at full rate, and another that does not. */
@Tag("real-socket")
final class SlowConsumerOnSocketsTest {

    private static final int BYTES = 60_000;
    private static final int MESSAGES = 400;

    @Test
    void theSlowOneMissesMessagesAndTheOtherNone() throws IOException {
        Happenings program = new Happenings((connection, message) -> {});
        ServerOptions options = ServerOptions.defaults().with(new OutboundOptions(1 << 20, WhenFull.DROP));
        try (Loops loops = Loops.open("slow-test", 2, TransportKind.AUTO);
                FlatlineServer server = new FlatlineServer(options, program, program, loops)) {
            server.start();
            try (RawClient slow = RawClient.upgraded(server.port());
                    RawClient other = RawClient.upgraded(server.port())) {
                for (int i = 0; i < MESSAGES; i++) {
                    server.broadcast(numbered(i));
                    assertEquals(i, number(other.hearsLongFrame()));
                }
                Await.until(
                        () -> server.counters().dropped() + server.counters().messagesOut() == 2 * MESSAGES);
                long dropped = server.counters().dropped();
                int last = -1;
                for (long left = MESSAGES - dropped; left > 0; left--) {
                    int number = number(slow.hearsLongFrame());
                    assertTrue(number > last, number + " behind " + last);
                    last = number;
                }
                server.broadcast(numbered(MESSAGES));

                assertTrue(dropped > 0 && dropped < MESSAGES, dropped + " dropped");
                assertEquals(MESSAGES, number(slow.hearsLongFrame()));
                assertEquals(2, server.openConnections());
            }
        }
    }

    private static byte[] numbered(int number) {
        return ByteBuffer.allocate(BYTES).putInt(number).array();
    }

    private static int number(byte[] frame) {
        assertEquals(BYTES + 1, frame.length);
        return ByteBuffer.wrap(frame).getInt(1);
    }
}
