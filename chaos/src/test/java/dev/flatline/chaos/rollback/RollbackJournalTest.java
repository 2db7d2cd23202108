package dev.flatline.chaos.rollback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.rollback.Rollback.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollbackJournalTest {

    private final FakeHealer healer = new FakeHealer();

    @TempDir
    Path state;

    @Test
    void closePutsBackWhatIsLeftTheNewestFirst() throws Exception {
        RollbackJournal journal = open("run");
        journal.before(FakeHealer.undo("a"));
        Step second = journal.before(FakeHealer.undo("b"));
        journal.before(FakeHealer.undo("c"));
        journal.undo(second);

        journal.close();

        assertEquals(List.of("b", "c", "a"), healer.healed);
        assertEquals(List.of(), Journals.names(state));
    }

    @Test
    void aStepThatIsUndoneTwiceIsUndoneOnce() throws Exception {
        try (RollbackJournal journal = open("run")) {
            Step step = journal.before(FakeHealer.undo("a"));

            journal.undo(step);
            journal.undo(step);
        }

        assertEquals(List.of("a"), healer.healed);
    }

    @Test
    void aStepThatFailsDoesNotStopTheOthersAndIsNamedAndKept() throws Exception {
        RollbackJournal journal = open("run");
        journal.before(FakeHealer.undo("a"));
        journal.before(FakeHealer.undo("b"));
        journal.before(FakeHealer.undo("c"));
        healer.broken.add("b");

        RollbackException refused = assertThrows(RollbackException.class, journal::close);

        assertEquals(
                List.of("could not restore b: it is jammed", "flatline heal tries again"),
                String.valueOf(refused.getMessage()).lines().toList());
        assertEquals(List.of("c", "a"), healer.healed);
        healer.broken.clear();
        assertEquals(1, Heal.all(state, List.of(healer)).healed());
        assertEquals(List.of("c", "a", "b"), healer.healed);
    }

    @Test
    void nothingIsTakenOnAfterTheEnd() throws Exception {
        RollbackJournal journal = open("run");
        journal.close();

        RollbackException refused =
                assertThrows(RollbackException.class, () -> journal.before(FakeHealer.undo("late")));

        assertEquals("too late to begin what needs this at its end: restore late", refused.getMessage());
    }

    @Test
    void whatIsWrittenDownIsOnTheDiskWhenItIsToBeDone() throws Exception {
        try (RollbackJournal journal = open("run")) {
            journal.before(FakeHealer.undo("a"));

            // Another process looks: this one would lose the lock by closing the file.
            String seen = new String(
                    new ProcessBuilder("cat", state.resolve("run.rollback").toString())
                            .start()
                            .getInputStream()
                            .readAllBytes(),
                    StandardCharsets.UTF_8);

            assertEquals(2, seen.lines().count());
            assertEquals(
                    new Entry.Intent(0, FakeHealer.undo("a")),
                    Entry.parse(seen.lines().toList().get(1)).orElseThrow());
        }
    }

    @Test
    void aHealerThatHangsIsLeftAfterItsTime() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Healer hangs = new Healer() {
            @Override
            public Set<String> kinds() {
                return Set.of("fake");
            }

            @Override
            public void heal(Undo undo) throws InterruptedException {
                never.await();
            }
        };
        RollbackJournal journal = RollbackJournal.open(
                state, "run", Journals.OPENED, new Undoing(List.of(hangs), Duration.ofMillis(50)), Moments.UNSEEN);
        journal.before(FakeHealer.undo("a"));

        RollbackException refused = assertThrows(RollbackException.class, journal::close);

        assertTrue(String.valueOf(refused.getMessage()).startsWith("could not restore a within"), refused.getMessage());
        assertEquals(List.of("run.rollback"), Journals.names(state));
    }

    @Test
    void anInterruptedThreadStillWritesAndPutsBack() throws Exception {
        RollbackJournal journal = open("run");

        Thread.currentThread().interrupt();
        Step step = journal.before(FakeHealer.undo("a"));
        journal.before(FakeHealer.undo("b"));
        journal.undo(step);
        List<String> alive = Heal.all(state, List.of(healer)).alive();
        journal.close();

        assertTrue(Thread.interrupted(), "the interrupt is kept");
        assertEquals(List.of("run"), alive);
        assertEquals(List.of("a", "b"), healer.healed);
    }

    @Test
    void aKindWithoutHealerIsRefusedAtItsEnd() throws Exception {
        RollbackJournal journal = open("run");
        journal.before(new Undo("moon.landing", Map.of(), "fly home"));

        RollbackException refused = assertThrows(RollbackException.class, journal::close);

        assertTrue(String.valueOf(refused.getMessage()).contains("knows no 'moon.landing'"), refused.getMessage());
    }

    @Test
    void itIsForItsOwnerAlone() throws Exception {
        Path folder = state.resolve("new/flatline");

        try (RollbackJournal journal = RollbackJournal.open(folder, "run", Journals.OPENED, List.of(healer))) {
            assertEquals(List.of(), journal.left());
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("run.rollback"))));
        }
    }

    @Test
    void aFolderThatCannotBeWrittenToRefusesTheRun() throws IOException {
        Path file = Files.createFile(state.resolve("file"));

        RollbackException refused = assertThrows(
                RollbackException.class, () -> RollbackJournal.open(file, "run", Journals.OPENED, List.of(healer)));

        assertTrue(String.valueOf(refused.getMessage()).startsWith("cannot keep a rollback journal in " + file));
        assertTrue(String.valueOf(refused.getMessage()).endsWith("or set FLATLINE_STATE to another folder"));
    }

    @Test
    void oneNameIsOneRun() throws Exception {
        try (RollbackJournal journal = open("run")) {
            assertThrows(RollbackException.class, () -> open("run"));

            journal.before(FakeHealer.undo("a"));
            assertEquals(List.of("run"), Heal.all(state, List.of(healer)).alive());
        }

        assertEquals(List.of("a"), healer.healed);
        assertEquals(List.of(), Journals.names(state));
    }

    private RollbackJournal open(String run) throws RollbackException {
        return RollbackJournal.open(state, run, Journals.OPENED, List.of(healer));
    }
}
