package dev.flatline.scenarios.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.heartbeat.Scan.Grid;
import dev.flatline.core.profile.ClientProfile;
import dev.flatline.core.profile.ClientProfiles;
import dev.flatline.core.profile.FirstDelays;
import java.io.IOException;
import java.util.ArrayList;
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
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whether real client libraries come back after a Close code or a word of their server, and how soon, against what their profiles
 * say. A process for each library, a client for each loss, all at the same time.
 */
@Tag("real-socket")
class CloseReactionsOfRealClientsTest {

    private static final long MILLI = 1_000_000;

    /** Beyond the longest delay of its formula, so that a client which has not come back by then never does. */
    private static final long PATIENCE_MILLIS = 2_000;

    private static final long LIMIT_SECONDS = 60;
    private static final String COME_BACK = "{\"reason\":\"x\",\"reconnect\":true}";
    private static final String STAY_AWAY = "{\"reason\":\"x\",\"reconnect\":false}";

    private static final Map<String, NodeProcess> RUNNING = new LinkedHashMap<>();

    /** A library, its profile, how its server ends connections, and after which of that the profile is known to be wrong. */
    record Library(String name, String profile, List<ServerLoss> losses, List<String> knownDifferences) {

        Library(String name, String profile, Stream<ServerLoss> losses) {
            this(name, profile, losses.toList(), List.of());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Library> libraries() {
        return Stream.of(
                new Library("phoenix", "phoenix", ServerLoss.closing(1000, 1012)),
                centrifuge(),
                new Library(
                        "graphql-ws",
                        "graphql-ws",
                        ServerLoss.closing(
                                1000, 1005, 1008, 1011, 1012, 4004, 4400, 4401, 4403, 4406, 4408, 4409, 4429, 4499,
                                4500)),
                new Library("socket.io-client", "socket.io-4", closingAndSaying(1000, "41")),
                new Library("socket.io-client-2", "socket.io-2", closingAndSaying(1000, "41")),
                new Library(
                        "@microsoft/signalr",
                        "signalr",
                        closingAndSaying(
                                1000,
                                "{\"type\":7}\u001e",
                                "{\"type\":7,\"allowReconnect\":true}\u001e",
                                "{\"type\":7,\"allowReconnect\":false}\u001e")),
                new Library(
                        "@rails/actioncable",
                        "actioncable",
                        closingAndSaying(
                                1000,
                                "{\"type\":\"disconnect\",\"reason\":\"remote\",\"reconnect\":false}",
                                "{\"type\":\"disconnect\",\"reason\":\"server_restart\",\"reconnect\":true}")),
                new Library("pusher-js", "pusher", ServerLoss.closing(1000, 1002, 4001, 4099, 4100, 4200, 4300)),
                new Library("reconnecting-websocket", "reconnecting-websocket", ServerLoss.closing(1000, 4001)),
                new Library("partysocket", "partysocket", ServerLoss.closing(1000, 4001)),
                new Library("mqtt", "mqtt.js", ServerLoss.closing(1000, 1002)),
                new Library("@stomp/stompjs", "stomp.js", ServerLoss.closing(1000, 1002)));
    }

    /** Its profile sees the code alone, and the real client the reason as well: without one, no code but 1009 ends it. */
    private static Library centrifuge() {
        Stream<ServerLoss> bare = ServerLoss.closing(1000, 1009, 3000, 3500, 3501, 4000, 4500);
        Stream<ServerLoss> more = Stream.of(
                ServerLoss.closing(1009, COME_BACK),
                ServerLoss.closing(3000, "x"),
                ServerLoss.closing(3000, STAY_AWAY),
                ServerLoss.closing(3500, "x"),
                ServerLoss.closing(3501, "x"),
                ServerLoss.closing(3501, COME_BACK),
                ServerLoss.closing(4500, "x"),
                ServerLoss.saying("{\"push\":{\"disconnect\":{\"code\":3001,\"reason\":\"x\"}}}"),
                ServerLoss.saying("{\"push\":{\"disconnect\":{\"code\":3501,\"reason\":\"x\"}}}"));
        return new Library(
                "centrifuge",
                "centrifuge",
                Stream.concat(bare, more).toList(),
                List.of(
                        "Close 3500",
                        "Close 3501",
                        "Close 4500",
                        "Close 3000 " + STAY_AWAY,
                        "Close 3501 " + COME_BACK));
    }

    private static Stream<ServerLoss> closingAndSaying(int code, String... words) {
        return Stream.concat(ServerLoss.closing(code), Stream.of(words).map(ServerLoss::saying));
    }

    @BeforeAll
    static void startAll() throws IOException {
        NodeProcess.needed();
        for (Library library : libraries().toList()) {
            ClientProfile profile = ClientProfiles.of(library.profile());
            long longest = FirstDelays.of(profile, 1).get(0).mostNanos() / MILLI;
            Stream<String> command =
                    Stream.of("reactions.js", library.name(), Long.toString(longest + PATIENCE_MILLIS));
            Stream<String> losses = library.losses().stream().map(ServerLoss::json);
            NodeProcess process =
                    NodeProcess.start(Stream.concat(command, losses).toArray(String[]::new));
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
    void aRealClientReactsToALossAsItsProfileSays(Library library) throws InterruptedException {
        NodeProcess process = Objects.requireNonNull(RUNNING.get(library.name()));
        ClientProfile profile = ClientProfiles.of(library.profile());

        List<String> lines = process.linesToItsEnd(LIMIT_SECONDS);

        assertEquals(library.losses().size(), lines.size(), () -> "it printed " + lines);
        List<String> differences = new ArrayList<>();
        List<String> details = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            ServerLoss loss = library.losses().get(i);
            String line = line(lines, i);
            if (!agrees(profile, loss, line.split(" ", -1))) {
                differences.add(loss.toString());
                details.add(loss + ": " + line);
            }
        }
        assertEquals(
                library.knownDifferences(),
                differences,
                "where the profile is wrong, and what the real one did: " + details);
    }

    private static String line(List<String> lines, int index) {
        return lines.stream()
                .filter(line -> line.startsWith(index + " "))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line of loss " + index + ": " + lines));
    }

    /** Action Cable's clock polls, so that its delay depends on the phase: there it is enough that it comes back. */
    private static boolean agrees(ClientProfile profile, ServerLoss loss, String[] words) {
        CloseCause cause = loss.causeFor(profile);
        assertNotEquals(CloseCause.LOCAL, cause, () -> "the dialect does not know " + loss);
        NavigableSet<Long> delays = PossibleDelays.after(profile, cause, loss.code());
        if (words[1].equals("away") || delays.isEmpty()) {
            return words[1].equals("away") && delays.isEmpty();
        }
        return profile.rule().scan().grid() == Grid.POLLS || Gap.of(words, 2).isOneOf(delays);
    }
}
