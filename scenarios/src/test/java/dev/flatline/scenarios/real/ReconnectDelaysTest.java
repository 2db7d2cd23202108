package dev.flatline.scenarios.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.profile.ClientProfiles;
import dev.flatline.core.profile.FirstDelays;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * When real client libraries reconnect, against what their profiles say: a scripted server stops listening and closes with 1001,
 * and every attempt after that is refused. They all run at the same time, each in a process of its own.
 */
@Tag("real-socket")
class ReconnectDelaysTest {

    /** Slower than the slowest of them, whose four attempts take up to 46 s. */
    private static final long LIMIT_SECONDS = 100;

    private static final long MILLI = 1_000_000;
    private static final int MANY = 100;

    /** The quickest of many was held up by next to nothing. */
    private static final double QUICKEST_LATE_MILLIS = 5;

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
            Gap gap = Gap.of(attempts.get(i).split(" ", -1), 0);
            FirstDelays.Range range = said.get(i);
            assertTrue(
                    gap.isWithin(range.leastNanos(), range.mostNanos()),
                    "attempt " + (i + 1) + " came after " + gap + ", and should within " + range + "; all: "
                            + attempts);
        }
    }

    /** One draw may lie where a wrong formula draws too; a hundred show the bands, and that nothing lies between them. */
    @ParameterizedTest
    @CsvSource({"socket.io-client, socket.io-4", "socket.io-client-2, socket.io-2"})
    void theFirstDelaysOfManyClientsLieInTheBandsOfTheirProfile(String library, String profile)
            throws IOException, InterruptedException {
        NavigableSet<Long> bands = PossibleDelays.after(ClientProfiles.of(profile), CloseCause.CLOSE_FRAME, 1001);

        List<Gap> gaps = firstDelays(library);

        assertEquals(List.of(), gaps.stream().filter(gap -> !gap.isOneOf(bands)).toList(), "outside of all bands");
        // Of ten bands the two lowest end at 700 ms, and the two highest begin at 1350 ms.
        assertTrue(Gap.quickest(gaps).isAtMost(700 * MILLI, QUICKEST_LATE_MILLIS), "the quickest of " + gaps);
        assertTrue(gaps.get(MANY - 1).millis() >= 1_350, "the slowest of " + gaps);
    }

    /** A delay of a few milliseconds is no longer than what one client may be held up for, but the quickest of many is not. */
    @ParameterizedTest
    @CsvSource({"phoenix, phoenix", "@microsoft/signalr, signalr"})
    void theQuickestOfManyClientsShowsAShortDelay(String library, String profile)
            throws IOException, InterruptedException {
        NavigableSet<Long> delays = PossibleDelays.after(ClientProfiles.of(profile), CloseCause.CLOSE_FRAME, 1001);

        List<Gap> gaps = firstDelays(library);

        assertEquals(1, delays.size(), "without jitter");
        assertEquals(
                List.of(), gaps.stream().filter(gap -> !gap.isOneOf(delays)).toList(), "not after " + delays);
        Gap quickest = Gap.quickest(gaps);
        assertTrue(
                quickest.isAtMost(delays.first(), QUICKEST_LATE_MILLIS),
                "the quickest took " + quickest + ", not " + delays + " ns: " + gaps);
    }

    /** Those of many clients, the shortest first. */
    private static List<Gap> firstDelays(String library) throws IOException, InterruptedException {
        try (NodeProcess process = NodeProcess.start("reconnects.js", library, "1", Integer.toString(MANY))) {
            List<Gap> gaps = process.linesToItsEnd(LIMIT_SECONDS).stream()
                    .map(line -> Gap.of(line.split(" ", -1), 0))
                    .sorted(Comparator.comparingDouble(Gap::millis))
                    .toList();
            assertEquals(MANY, gaps.size(), () -> "it printed " + gaps);
            return gaps;
        }
    }
}
