package dev.flatline.report.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.flatline.report.files.LoggedEvent.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {

    @TempDir
    Path temp;

    private Path folder = Path.of("");

    @BeforeEach
    void writeARun() throws IOException {
        folder = temp.resolve("run");
        try (ResultWriter writer = ResultFolder.create(folder)) {
            writer.journal().accept("0.000001\tconnect\t7\n");
            writer.journal().accept("15.000000\tlost\t7\treset\t0\n");
            writer.journal().accept("15.000000\tsampled\t1/4\n");
            writer.ledger().accept("15.000000\tbegan\t0\treset\n");
            writer.ledger().accept("15.000000\thit\t0\t7\t12\n");
            writer.ledger().accept("25.000000\tended\t0\treset\n");
        }
    }

    @Test
    void isInTheOrderOfTimeAndWhatWasDoneComesBeforeWhatCameOfIt() throws IOException {
        List<String> names =
                all().stream().map(event -> event.micros() + " " + event.name()).toList();

        assertEquals(
                List.of(
                        "1 connect",
                        "15000000 began",
                        "15000000 hit",
                        "15000000 lost",
                        "15000000 sampled",
                        "25000000 ended"),
                names);
    }

    @Test
    void knowsWhoseLineItIs() throws IOException {
        List<OptionalInt> clients = all().stream().map(LoggedEvent::client).toList();

        OptionalInt nobody = OptionalInt.empty();
        OptionalInt seven = OptionalInt.of(7);
        assertEquals(List.of(seven, nobody, seven, seven, nobody, nobody), clients);
    }

    @Test
    void knowsHowManyClientsAreKept() throws IOException {
        assertEquals(
                List.of(0L, 0L, 0L, 0L, 4L, 0L),
                all().stream().map(LoggedEvent::oneOf).toList());
        assertEquals(0, new LoggedEvent(Source.JOURNAL, 0, "sampled", List.of("some")).oneOf());
    }

    @Test
    void leavesOutLastLinesThatAKillToreAndSaysSo() throws IOException {
        append("journal.tsv", "25.1");
        append("ledger.tsv", "26.000000\tbegan\t1\tblackh");

        List<LoggedEvent> events = new ArrayList<>();
        try (EventLog log = EventLog.open(folder)) {
            for (LoggedEvent event = log.next(); event != null; event = log.next()) {
                events.add(event);
            }

            assertEquals(6, events.size());
            assertEquals(
                    List.of(
                            "The last line of ledger.tsv was cut off and was left out.",
                            "The last line of journal.tsv was cut off and was left out."),
                    log.notes());
        }
    }

    @Test
    void takesEventsThatThisVersionDoesNotKnow() throws IOException {
        append("journal.tsv", "30.000000\tdreamt\t7\tof sheep\n");

        List<LoggedEvent> events = all();

        assertEquals(
                new LoggedEvent(Source.JOURNAL, 30_000_000, "dreamt", List.of("7", "of sheep")),
                events.get(events.size() - 1));
    }

    @Test
    void readsTimesBeforeTheStart() throws IOException {
        append("journal.tsv", "-0.000050\tconnect\t8\n");

        assertEquals(-50, all().get(5).micros());
    }

    @Test
    void namesALineThatIsNoEvent() throws IOException {
        for (String line : List.of("gibberish", "15,5\tlost\t7", "15.000000", "15.000000\t", "1x.000000\tlost", "")) {
            Files.writeString(folder.resolve("journal.tsv"), ResultWriter.JOURNAL_COLUMNS + "\n" + line + "\n");

            assertEquals(
                    "$/journal.tsv line 2 is no event: found '" + line.replace('\t', ' ')
                            + "', expected seconds with six decimals, an event and its fields, with tabs between",
                    fails());
        }
    }

    @Test
    void namesAFileOfSomethingElseAndOneThatIsMissing() throws IOException {
        Files.writeString(folder.resolve("ledger.tsv"), "date\tamount\n");
        assertEquals(
                "$/ledger.tsv is no ledger of flatline: its first line is not"
                        + " 'seconds event fault client_or_kind connection'",
                fails());

        Files.delete(folder.resolve("ledger.tsv"));
        assertEquals("$ has no ledger.tsv: expected the result folder of a flatline run", fails());
    }

    private List<LoggedEvent> all() throws IOException {
        List<LoggedEvent> events = new ArrayList<>();
        try (EventLog log = EventLog.open(folder)) {
            for (LoggedEvent event = log.next(); event != null; event = log.next()) {
                events.add(event);
            }
        }
        return events;
    }

    private String fails() {
        return String.valueOf(
                        assertThrows(ResultFolderException.class, this::all).getMessage())
                .replace(folder.toString(), "$");
    }

    private void append(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text, StandardOpenOption.APPEND);
    }
}
