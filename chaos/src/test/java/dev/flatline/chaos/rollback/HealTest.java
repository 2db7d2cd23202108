package dev.flatline.chaos.rollback;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.rollback.Heal.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealTest {

    private final FakeHealer healer = new FakeHealer();

    @TempDir
    Path state;

    @Test
    void putsBackWhatIsLeftTheNewestFirstAndSaysSo() throws IOException {
        List<Entry> entries = new ArrayList<>(Journals.intents("a", "b", "c"));
        entries.add(new Entry.Done(1));
        Journals.dead(state, "run", Journals.OPENED, entries);
        healer.asItWas.add("a");

        Outcome outcome = heal();

        assertEquals(List.of("c"), healer.healed);
        assertEquals(
                List.of(
                        "run run (process 1, begun 2026-11-26T02:00:00Z) left 2 things to put back",
                        "  restore c: done",
                        "  restore a: was so already"),
                outcome.told());
        assertEquals(List.of(), outcome.problems());
        assertEquals(List.of(), Journals.names(state));
    }

    @Test
    void theRunThatBeganLastIsPutBackFirst() throws IOException {
        Journals.dead(state, "zebra", Journals.OPENED, Journals.intents("old"));
        Journals.dead(state, "ape", Journals.OPENED.plusMillis(1500), Journals.intents("new"));

        heal();

        assertEquals(List.of("new", "old"), healer.healed);
    }

    @Test
    void aStepThatFailsDoesNotStopTheOthersAndOnlyItIsTriedAgain() throws IOException {
        Path file = Journals.dead(state, "run", Journals.OPENED, Journals.intents("a", "b"));
        healer.broken.add("b");

        Outcome first = heal();
        healer.broken.clear();
        Outcome second = heal();

        assertEquals(
                List.of("run run: could not restore b: it is jammed", "run run: what is left stays noted in " + file),
                first.problems());
        assertEquals(List.of(), second.problems());
        assertEquals(List.of("a", "b"), healer.healed);
        assertEquals(List.of(), Journals.names(state));
    }

    @Test
    void aTornLastLineIsAnActionThatWasNeverDoneWhereverItWasTorn() throws IOException {
        Path file = Journals.dead(state, "run", Journals.OPENED, Journals.intents("a", "b ü\n%"));
        byte[] whole = Files.readAllBytes(file);
        int last = new String(whole, StandardCharsets.ISO_8859_1).lastIndexOf('\n', whole.length - 2) + 1;

        for (int end = last; end < whole.length; end++) {
            healer.healed.clear();
            Files.write(file, Arrays.copyOf(whole, end));
            healer.broken.add("a");
            Outcome failed = heal();
            byte[] between = Files.readAllBytes(file);
            healer.broken.clear();
            Outcome outcome = heal();

            assertEquals(2, failed.problems().size(), "torn at " + end + ": " + failed);
            assertArrayEquals(Arrays.copyOf(whole, last), between, "torn at " + end);
            assertEquals(List.of("a"), healer.healed, "torn at " + end);
            assertEquals(List.of(), outcome.problems(), "torn at " + end);
            boolean told = failed.told().contains("  its last line was cut short: what it announced was never done");
            assertEquals(end > last, told, "torn at " + end);
            assertEquals(List.of(), Journals.names(state), "torn at " + end);
        }
    }

    @Test
    void aTornNoteOfAnUndoIsUndoneAgain() throws IOException {
        List<Entry> entries = new ArrayList<>(Journals.intents("a"));
        entries.add(new Entry.Done(0));
        Path file = Journals.dead(state, "run", Journals.OPENED, entries);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));

        heal();

        assertEquals(List.of("a"), healer.healed);
    }

    @Test
    void whatIsNotedAfterATornLineIsReadByTheNextHealing() throws IOException {
        Path file = Journals.dead(state, "run", Journals.OPENED, Journals.intents("a", "b"));
        Files.writeString(file, "0badf00d undo 2 fa", StandardOpenOption.APPEND);
        healer.broken.add("a");

        heal();
        Outcome second = heal();

        assertEquals(List.of("b"), healer.healed);
        assertEquals(
                "run run: could not restore a: it is jammed", second.problems().get(0));
    }

    @Test
    void aDamagedLineThatIsNotTheLastIsAProblemAndTheRestIsPutBack() throws IOException {
        Path file = Journals.dead(state, "run", Journals.OPENED, Journals.intents("a", "b", "c"));
        Files.writeString(file, Files.readString(file).replace("restore+b", "restore+x"));

        Outcome outcome = heal();

        assertEquals(List.of("c", "a"), healer.healed);
        assertTrue(
                outcome.problems().get(0).startsWith("run run: line 3 of " + file + " is damaged"), outcome.toString());
        assertEquals(List.of("run.rollback"), Journals.names(state));
    }

    @Test
    void filesThatAreNoneOfOursAreNamedOnceAndUntouched() throws IOException {
        Files.write(state.resolve("noise.rollback"), new byte[] {0, (byte) 0xff, 10, 27, 13});
        Files.createFile(state.resolve("empty.rollback"));
        Files.createDirectory(state.resolve("folder.rollback"));
        String newer =
                Entry.text(new Entry.Head("run", "1", "now")).substring(9).replace("rollback-1", "rollback-2");
        Files.writeString(state.resolve("newer.rollback"), line(newer));
        Files.createFile(state.resolve("notes.txt"));
        List<String> before = contents();

        Outcome outcome = heal();

        assertEquals(4, outcome.problems().size(), outcome.toString());
        outcome.problems()
                .forEach(problem -> assertTrue(problem.contains(" is not a rollback journal of this"), problem));
        assertEquals(List.of(), outcome.told());
        assertEquals(before, contents());
    }

    @Test
    void aKindOfANewerVersionIsRefusedAndTheRestIsPutBack() throws IOException {
        List<Entry> entries = new ArrayList<>(Journals.intents("a"));
        entries.add(new Entry.Intent(1, new Undo("moon.landing", Map.of(), "fly home")));
        Path file = Journals.dead(state, "run", Journals.OPENED, entries);
        Files.writeString(file, line("postponed 7"), StandardOpenOption.APPEND);

        Outcome outcome = heal();

        assertEquals(
                List.of(
                        "run run: this version of Flatline does not know 'postponed'; use the one that wrote it",
                        "run run: could not fly home: this version of Flatline knows no 'moon.landing'; use the one that"
                                + " wrote it",
                        "run run: what is left stays noted in " + file),
                outcome.problems());
        assertEquals(List.of("a"), healer.healed);
    }

    @Test
    void aDryRunSaysWhatWouldBeDoneAndChangesNothing() throws IOException {
        Journals.dead(state, "run", Journals.OPENED, Journals.intents("a", "b"));
        healer.asItWas.add("a");
        List<String> before = contents();

        Outcome outcome = Heal.dryRun(state, List.of(healer));

        assertEquals(
                List.of("  restore b: to be done", "  restore a: is so already"),
                outcome.told().subList(1, 3));
        assertEquals(List.of(), healer.healed);
        assertEquals(before, contents());
    }

    @Test
    void aRunThatGoesOnIsLeftAloneAlsoWhenTheFolderIsReachedByAnotherWay() throws Exception {
        Path link = Files.createSymbolicLink(state.resolve("link"), Files.createDirectory(state.resolve("real")));
        try (RollbackJournal journal =
                RollbackJournal.open(state.resolve("real"), "live", Journals.OPENED, List.of(healer))) {
            journal.before(FakeHealer.undo("a"));

            Outcome outcome = Heal.all(link, List.of(healer));

            assertEquals(List.of("live"), outcome.alive());
            assertEquals(List.of(), outcome.told());
            assertEquals(List.of(), healer.healed);
        }
    }

    @Test
    void wordsOfAFileDoNotSteerTheTerminal() throws IOException {
        Journals.dead(state, "run", Journals.OPENED, Journals.intents("\u001b[2Ja\nb"));

        Outcome outcome = heal();

        assertEquals("  restore  [2Ja b: done", outcome.told().get(1));
    }

    @Test
    void aRunThatWasKilledBeforeItCouldDoAnythingLeavesNothing() throws IOException {
        Path file = Journals.dead(state, "run", Journals.OPENED, List.of());
        Files.move(file, state.resolve("run.new"));

        Outcome outcome = heal();

        assertEquals(List.of(), outcome.problems());
        assertEquals(List.of(), Journals.names(state));
    }

    @Test
    void aFolderThatIsNotThereHasNothing() {
        assertEquals(
                new Outcome(List.of(), List.of(), 0, List.of()), Heal.all(state.resolve("missing"), List.of(healer)));
    }

    private Outcome heal() {
        return Heal.all(state, List.of(healer));
    }

    private static String line(String text) {
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format(java.util.Locale.ROOT, "%08x %s%n", crc.getValue(), text);
    }

    private List<String> contents() throws IOException {
        List<String> contents = new ArrayList<>();
        for (String name : Journals.names(state)) {
            Path file = state.resolve(name);
            contents.add(name + " " + (Files.isDirectory(file) ? "" : Arrays.toString(Files.readAllBytes(file))));
        }
        return contents;
    }
}
