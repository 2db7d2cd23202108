package dev.flatline.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.testing.Await;
import dev.flatline.server.options.IdentityOptions;
import dev.flatline.server.options.ResumeOptions;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is sent to clients while they have no connection: by name, to all, to a room; and what a restart does to it. */
@Tag("real-socket")
final class AbsentClientsTest {

    private final Loops loops = Loops.open("absent", 2, TransportKind.AUTO);
    private final Happenings happenings = Happenings.echo();
    private final FlatlineServer server = new FlatlineServer(
            ServerOptions.defaults()
                    .with(IdentityOptions.query("id"))
                    .with(new ResumeOptions(100, 1 << 16, Duration.ofMinutes(1), 10)),
            happenings,
            happenings,
            loops);

    @BeforeEach
    void start() throws IOException {
        happenings.onOpen = (connection, handshake) -> connection.join("hall");
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        loops.close();
    }

    @Test
    void whoIsAwayGetsItAllInOrderOnReturnAndOnce() throws IOException {
        leave("ann");
        try (RawClient nobody = connect("/");
                RawClient bob = connect("/?id=bob")) {
            assertTrue(server.send("ann", "one"));
            assertTrue(server.send("ann", new byte[] {'2'}));
            server.broadcast("three");
            server.broadcast(new byte[] {'4'});
            server.sendToRoom("hall", "five");
            server.sendToRoom("hall", new byte[] {'6'});
            server.sendToRoom("attic", "never");

            try (RawClient ann = connect("/?id=ann&last=0")) {
                assertTrue(server.send("ann", "end"));
                for (String expected : new String[] {"one", "2", "three", "4", "five", "6", "end"}) {
                    assertEquals(expected, ann.message());
                }
            }
            server.broadcast("end");
            for (RawClient present : new RawClient[] {nobody, bob}) {
                for (String expected : new String[] {"three", "4", "five", "6", "end"}) {
                    assertEquals(expected, present.message());
                }
            }
        }
    }

    @Test
    void aCrashForgetsEverybody() throws IOException {
        leave("ann");
        try (RawClient bob = connect("/?id=bob")) {
            assertTrue(server.send("bob", "one"));
            assertEquals("one", bob.message());

            server.crash();

            assertEquals(0, server.counters().sessions().held());
            assertFalse(server.send("ann", "x"));
        }
        server.start();
        try (RawClient bob = connect("/?id=bob&last=1")) {
            assertTrue(bob.answer().contains("X-Flatline-Resume: next=1; lost=0; new\r\n"));
            assertEquals(1, server.counters().sessions().unknown());
        }
    }

    private void leave(String identity) throws IOException {
        connect("/?id=" + identity).close();
        Await.until(() -> server.openConnections() == 0);
    }

    private RawClient connect(String target) throws IOException {
        return RawClient.upgraded(server.port(), VirtualServer.request(target));
    }
}
