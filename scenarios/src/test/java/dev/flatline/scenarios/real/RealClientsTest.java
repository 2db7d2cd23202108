package dev.flatline.scenarios.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.ServerEvents;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.profile.ParameterValues;
import dev.flatline.core.profile.ServerProfile;
import dev.flatline.core.profile.ServerProfiles;
import dev.flatline.server.EchoHandler;
import dev.flatline.server.FlatlineServer;
import dev.flatline.server.ServerOptions;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The real client libraries connect to our server, stay for three heartbeats and have a message echoed. They all live at the
 * same time, each with a server of its own, so that the whole takes as long as the slowest.
 */
@Tag("real-socket")
class RealClientsTest {

    private static final long SECOND = 1_000_000_000;
    private static final int HEARTBEATS = 3;
    private static final long LIMIT_SECONDS = 40;
    private static final String TEXT = "a \"b\" \\ é😀";

    private static final Map<String, Session> SESSIONS = new LinkedHashMap<>();

    /** The parameters make heartbeats short where the server has a say. */
    static Stream<Library> libraries() {
        return Stream.of(
                new Library("socket.io-client", "engine.io-4", Map.of("ping-interval", 1L, "ping-timeout", 3L)),
                new Library("socket.io-client-2", "engine.io-3", Map.of("ping-interval", 1L, "ping-timeout", 3L)),
                new Library("phoenix", "phoenix-bandit", Map.of("timeout", 5L)),
                new Library("@rails/actioncable", "actioncable", Map.of("beat", 3L)),
                new Library("@microsoft/signalr", "signalr", Map.of("keep-alive", 1L, "client-timeout", 5L)),
                new Library("centrifuge", "centrifugo", Map.of("ping-interval", 1L, "pong-timeout", 3L)));
    }

    /** A library, the preset of its server, and the preset's parameters in seconds. */
    record Library(String name, String profile, Map<String, Long> seconds) {

        HeartbeatRule rule() {
            ParameterValues values = ParameterValues.NONE;
            for (Map.Entry<String, Long> parameter : seconds.entrySet()) {
                values = values.with(parameter.getKey(), parameter.getValue() * SECOND);
            }
            return ServerProfiles.of(profile).rule(values);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** A server of ours and a real client of it. */
    record Session(
            Loops loops, FlatlineServer server, HeartbeatCount count, Queue<Throwable> failures, NodeProcess client) {

        static Session of(Library library) {
            ServerProfile profile = ServerProfiles.of(library.profile());
            HeartbeatCount count =
                    new HeartbeatCount(profile.dialect(), library.name().equals("@rails/actioncable"), HEARTBEATS);
            Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
            Loops loops = Loops.open("real-clients", 1, TransportKind.AUTO);
            FlatlineServer server = new FlatlineServer(
                    ServerOptions.defaults().with(library.rule()).with(count),
                    new EchoHandler((connection, failure) -> failures.add(failure)),
                    ServerEvents.NONE,
                    loops);
            try {
                server.start();
                NodeProcess client =
                        NodeProcess.start("client.js", library.name(), Integer.toString(server.port()), TEXT);
                return new Session(loops, server, count, failures, client);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        void close() {
            client.close();
            server.close();
            loops.close();
        }
    }

    @BeforeAll
    static void connectAll() {
        NodeProcess.needed();
        libraries().forEach(library -> SESSIONS.put(library.name(), Session.of(library)));
    }

    @AfterAll
    static void closeAll() {
        SESSIONS.values().forEach(Session::close);
        SESSIONS.clear();
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void aRealClientStaysForThreeHeartbeatsAndHasItsMessageEchoed(Library library) throws InterruptedException {
        Session session = Objects.requireNonNull(SESSIONS.get(library.name()));

        session.client().await("connected", LIMIT_SECONDS);
        assertEquals("message " + TEXT, session.client().await("message", LIMIT_SECONDS));
        assertTrue(session.count().await(LIMIT_SECONDS), "three heartbeats");

        assertFalse(session.client().hasPrinted("closed"), "the client was closed");
        assertEquals(1, session.server().openConnections());
        assertEquals(1, session.server().counters().opened(), "connections that were opened");
        assertEquals(1, session.server().counters().messagesIn(), "messages that the program saw");
        assertEquals(0, session.failures().size());
    }
}
