package dev.flatline.scenarios.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.measure.KeptClients;
import dev.flatline.report.files.ResultFolder;
import dev.flatline.report.files.ResultWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JournalCommandTest {

    @TempDir
    Path temp;

    private final CliRig flatline = new CliRig();
    private Path folder = Path.of("");

    @BeforeEach
    void writeARun() throws IOException {
        folder = temp.resolve("run");
        try (ResultWriter writer = ResultFolder.create(folder)) {
            for (String line : """
                    0.000001|connect|7
                    0.001201|server-open|7|31
                    0.001235|open|7|1234us
                    0.100000|answered|7
                    15.000000|lost|7|close-frame|1001
                    15.000000|lost|8|reset|0
                    15.000001|server-close|7|31|server-stopped
                    15.000002|backoff|7|812000us
                    15.812002|retry|7
                    15.900000|failed|7|upgrade-rejected|503
                    16.000000|gave-up|7|upgrade-rejected|503
                    17.000000|left|8
                    """.lines().toList()) {
                writer.journal().accept(line.replace('|', '\t') + "\n");
            }
            writer.ledger().accept("15.000000\tbegan\t0\tserver-restart\n");
            writer.ledger().accept("15.000000\thit\t0\t8\t31\n");
            writer.ledger().accept("15.000000\thit\t0\t-1\t44\n");
            writer.ledger().accept("16.000000\tended\t0\tserver-restart\n");
        }
    }

    @Test
    void tellsTheStoryOfAClient() {
        assertEquals(0, journal("--client", "7"));

        assertEquals("""
                 0.000001  client 7      connects
                 0.001201  client 7      the server has it as connection 31
                 0.001235  client 7      open, 1.23 ms after it was due
                 0.100000  client 7      has its first answer
                15.000000  fault 0       server-restart began
                15.000000  client 7      lost its connection: close-frame 1001
                15.000001  client 7      the server let connection 31 go: server-stopped
                15.000002  client 7      waits for 812 ms
                15.812002  client 7      tries again
                15.900000  client 7      attempt failed: upgrade-rejected 503
                16.000000  fault 0       server-restart ended
                16.000000  client 7      gave up: upgrade-rejected 503
                """, flatline.out().replaceAll("(?m)^ {4}", ""));
        assertEquals("", flatline.err());
    }

    @Test
    void tellsWhatHappenedInAWhile() {
        assertEquals(0, journal("--from", "15s", "--to", "15s", "--event", "hit,lost"));

        assertEquals("""
                15.000000  fault 0       hit client 8, connection 31
                15.000000  fault 0       hit a client that nobody knows, connection 44
                15.000000  client 7      lost its connection: close-frame 1001
                15.000000  client 8      lost its connection: reset
                """, flatline.out().replaceAll("(?m)^ +", ""));
    }

    @Test
    void saysThatAClientIsMissingBecauseTheJournalWasThinnedOut() throws IOException {
        int left = IntStream.range(0, 1_000)
                .filter(client -> !KeptClients.keeps(client, 2))
                .findFirst()
                .orElseThrow();
        int kept = IntStream.range(0, 1_000)
                .filter(client -> KeptClients.keeps(client, 4))
                .findFirst()
                .orElseThrow();
        append("20.000000\tsampled\t1/2\n30.000000\tsampled\t1/4\n");

        journal("--client", left + "," + kept);

        assertEquals(
                "flatline: client " + left
                        + " is left out of journal.tsv from 20.0 s on: it had to be thinned out to one client in 2\n",
                flatline.err());
    }

    @Test
    void saysThatALineWasTornAndThatNothingWasFound() throws IOException {
        append("18.0000");

        assertEquals(0, journal("--from", "18s"));

        assertEquals("", flatline.out());
        assertEquals(
                "flatline: no such event in " + folder
                        + "\nflatline: The last line of journal.tsv was cut off and was left out.\n",
                flatline.err());
    }

    @Test
    void showsWhatCanBeReadBeforeItRefusesALine() throws IOException {
        append("nonsense\n");

        assertEquals(2, journal("--event", "left"));

        assertEquals(
                "17.000000  client 8      left by its own choice",
                flatline.out().strip());
        assertEquals(
                "flatline: " + folder + "/journal.tsv line 14 is no event: found 'nonsense', expected seconds with six"
                        + " decimals, an event and its fields, with tabs between\n",
                flatline.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --client | x    | --client: found 'x'; accepted: the number of a client, such as 17
            --from   | 5    | --from: found '5'; accepted: a duration with its unit (ns, us, ms, s, m, h), such as 500ms or 1m30s
            --event  | los  | --event: found 'los'; did you mean 'lost'?
            """)
    void saysWhatIsAccepted(String option, String value, String message) {
        assertEquals(2, journal(option, value));

        assertEquals("flatline: " + message + "\n", flatline.err());
    }

    @Test
    void refusesAnEndBeforeTheBeginning() {
        assertEquals(2, journal("--from", "50s", "--to", "40s"));

        assertEquals("flatline: --to: found '40s', which is before --from; accepted: a later time\n", flatline.err());
    }

    private int journal(String... options) {
        String[] all = new String[options.length + 2];
        all[0] = "journal";
        all[1] = folder.toString();
        System.arraycopy(options, 0, all, 2, options.length);
        return flatline.run(all);
    }

    private void append(String text) throws IOException {
        Files.writeString(folder.resolve("journal.tsv"), text, StandardOpenOption.APPEND);
    }
}
