package dev.flatline.scenarios.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.profile.ClientProfiles;
import dev.flatline.core.profile.FirstDelays;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * When real client libraries reconnect, against what their profiles say: a scripted server stops listening and closes with 1001,
 * and every attempt after that is refused. They all run at the same time, each in a process of its own.
 */
@Tag("real-socket")
class ReconnectDelaysTest {

    /** Slower than the slowest of them, whose four attempts take up to 46 s. */
    private static final long LIMIT_SECONDS = 100;

    private static final double MILLI = 1e6;
    private static final double EARLY_MILLIS = 5;
    private static final double LATE_MILLIS = 250;

    private static final Map<String, NodeProcess> RUNNING = new LinkedHashMap<>();

    /** Four attempts of each, but three of pusher-js, whose fourth comes after a minute. */
    static Stream<Library> libraries() {
        return Stream.of(
                new Library("socket.io-client", "socket.io-4", 4),
                new Library("socket.io-client-2", "socket.io-2", 4),
                new Library("phoenix", "phoenix", 4),
                new Library("@microsoft/signalr", "signalr", 4),
                new Library("reconnecting-websocket", "reconnecting-websocket", 4),
                new Library("partysocket", "partysocket", 4),
                new Library("centrifuge", "centrifuge", 4),
                new Library("@rails/actioncable", "actioncable", 4),
                new Library("mqtt", "mqtt.js", 4),
                new Library("@stomp/stompjs", "stomp.js", 4),
                new Library("graphql-ws", "graphql-ws-retry-all", 4),
                new Library("pusher-js", "pusher", 3));
    }

    /** A library, its profile, and how many of its attempts are waited for. */
    record Library(String name, String profile, int attempts) {

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void startAll() throws IOException {
        NodeProcess.needed();
        for (Library library : libraries().toList()) {
            NodeProcess process =
                    NodeProcess.start("reconnects.js", library.name(), Integer.toString(library.attempts()));
            RUNNING.put(library.name(), process);
        }
    }

    @AfterAll
    static void stopAll() {
        RUNNING.values().forEach(NodeProcess::close);
        RUNNING.clear();
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void aRealClientReconnectsWhenItsProfileSays(Library library) throws InterruptedException {
        NodeProcess process = Objects.requireNonNull(RUNNING.get(library.name()));
        List<FirstDelays.Range> said = FirstDelays.of(ClientProfiles.of(library.profile()), library.attempts());

        List<String> attempts = process.linesToItsEnd(LIMIT_SECONDS);

        assertEquals(library.attempts(), attempts.size(), () -> "it printed " + attempts);
        assertEquals(library.attempts(), said.size(), "attempts of the profile");
        for (int i = 0; i < attempts.size(); i++) {
            String[] parts = attempts.get(i).split(" ", -1);
            double gap = Double.parseDouble(parts[0]);
            double late = Double.parseDouble(parts[1]);
            double least = said.get(i).leastNanos() / MILLI - EARLY_MILLIS;
            double most = said.get(i).mostNanos() / MILLI + LATE_MILLIS + late;
            assertTrue(
                    gap >= least && gap <= most,
                    "attempt " + (i + 1) + " came after " + gap + " ms, not within " + least + " to " + most + "; all: "
                            + attempts);
        }
    }
}
