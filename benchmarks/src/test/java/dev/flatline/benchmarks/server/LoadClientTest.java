package dev.flatline.benchmarks.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.benchmarks.rig.Candidate;
import dev.flatline.benchmarks.rig.LoadClient;
import dev.flatline.benchmarks.rig.LoadScript;
import dev.flatline.core.connection.ServerEvents;
import dev.flatline.server.Connection;
import dev.flatline.server.FlatlineServer;
import dev.flatline.server.Message;
import dev.flatline.server.ServerHandler;
import dev.flatline.server.ServerOptions;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The load does the same to every server, and notices when a server does less than its work. */
@Tag("real-socket")
final class LoadClientTest {

    private static final int CONNECTIONS = 50;
    private static final int MAX_LOOKS = 1_000;
    private static final Duration LOOK = Duration.ofMillis(10);
    private static final long PING_NANOS = Duration.ofMillis(50).toNanos();

    @ParameterizedTest
    @EnumSource(names = {"FLATLINE", "STOCK"})
    void everyCandidateEchoesAndPings(Candidate candidate) throws IOException {
        Subject subject = ServerChild.subject(candidate.key(), PING_NANOS);
        try (LoadClient load = new LoadClient(subject.start())) {
            load.open(CONNECTIONS);
            load.countPingsFromNow();
            awaitPings(load);
            load.startEchoing(LoadScript.MAX_IN_FLIGHT);
            awaitEchoes(load, 10_000);
            load.stopEchoing();

            assertEquals(CONNECTIONS, subject.open());
            assertTrue(subject.loopCpuNanos() > 0);
            load.reset();
            for (int i = 0; i < MAX_LOOKS && subject.open() > 0; i++) {
                load.pause(LOOK);
            }
            assertEquals(0, subject.open());
        }
    }

    @Test
    void aWrongEchoFailsTheRun() throws IOException {
        try (Loops loops = Loops.open("wrong", 1, TransportKind.AUTO);
                FlatlineServer server =
                        new FlatlineServer(ServerOptions.defaults(), new WrongHandler(), ServerEvents.NONE, loops)) {
            server.start();
            try (LoadClient load = new LoadClient(server.port())) {
                load.open(1);
                load.startEchoing(1);
                awaitEchoes(load, 1);

                IOException failure = assertThrows(IOException.class, load::stopEchoing);

                assertEquals("1 connections were lost or were answered wrongly", failure.getMessage());
            }
        }
    }

    @Test
    void aLostConnectionFailsTheRun() throws IOException {
        try (Loops loops = Loops.open("crash", 1, TransportKind.AUTO);
                FlatlineServer server =
                        new FlatlineServer(ServerOptions.defaults(), new WrongHandler(), ServerEvents.NONE, loops)) {
            server.start();
            try (LoadClient load = new LoadClient(server.port())) {
                load.open(2);
                server.crash();

                assertThrows(IOException.class, () -> {
                    for (int i = 0; i < MAX_LOOKS; i++) {
                        load.pause(LOOK);
                        load.check();
                    }
                });
            }
        }
    }

    private static void awaitEchoes(LoadClient load, int atLeast) throws IOException {
        for (int i = 0; i < MAX_LOOKS && load.echoes() < atLeast; i++) {
            load.pause(LOOK);
        }
        assertTrue(load.echoes() >= atLeast, () -> "fewer than " + atLeast + " echoes");
    }

    private static void awaitPings(LoadClient load) throws IOException {
        for (int i = 0; i < MAX_LOOKS && pings(load) < CONNECTIONS; i++) {
            load.pause(LOOK);
        }
        assertTrue(pings(load) >= CONNECTIONS);
    }

    private static int pings(LoadClient load) throws IOException {
        return load.pings().stream().mapToInt(Integer::intValue).sum();
    }

    /** Answers something else. */
    private static final class WrongHandler implements ServerHandler {
        @Override
        public void onMessage(Connection connection, Message message) {
            connection.sendText("not what was sent");
        }

        @Override
        public void onError(Connection connection, Throwable error) {
            throw new AssertionError(error);
        }
    }
}
