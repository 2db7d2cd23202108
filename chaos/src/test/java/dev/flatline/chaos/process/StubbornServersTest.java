package dev.flatline.chaos.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.replica.Replica;
import dev.flatline.chaos.replica.ReplicaException;
import dev.flatline.chaos.replica.ReplicaPlan;
import dev.flatline.chaos.replica.ReplicaUse.State;
import dev.flatline.chaos.replica.ServerLog;
import dev.flatline.chaos.rollback.RollbackException;
import dev.flatline.core.fault.ReplicaAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Servers that do not do as they are told, write too much, or are not there when a fault comes. */
@Tag("real-socket")
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class StubbornServersTest {

    private static final ReplicaAction KILL = new ReplicaAction.Kill("KILL");

    @TempDir
    Path folder;

    private ServerRig rig;

    @BeforeEach
    void build() {
        rig = new ServerRig(folder);
    }

    @AfterEach
    void endEverything() throws RollbackException {
        rig.close();
    }

    @Test
    void serversThatIgnoreTheTermAreKilledTogetherAndWrittenDown() throws Exception {
        LocalProcesses servers =
                rig.start(8, 20, "sh", "-c", "trap '' TERM; echo listening; while :; do sleep 1; done");
        long began = ServerRig.nanoTime();

        servers.close();

        long seconds = TimeUnit.NANOSECONDS.toSeconds(ServerRig.nanoTime() - began);
        assertTrue(seconds < 14, "one after the other takes 16 s, this took " + seconds);
        assertEquals(
                List.of(1, 2, 3, 4, 5, 6, 7, 8).stream()
                        .map(number -> number + " 137 false the end of the run")
                        .toList(),
                rig.ends().stream().sorted().toList());
    }

    @Test
    void aFrozenServerDoesNotHoldUpTheEndOfTheRun() throws Exception {
        LocalProcesses servers = rig.start(1, 10, "sh", "-c", "echo listening; exec sleep 1000");
        servers.all().get(0).begin(new ReplicaAction.Pause());

        servers.close();

        assertEquals(List.of("1 137 false the end of the run"), rig.ends());
        assertEquals(2, rig.rollback().left().size());
    }

    @Test
    void aServerThatWritesWithoutEndIsReadAndItsLogIsCut() throws Exception {
        Replica replica = rig.shell("yes 'a line of sixteen'  | head -n 2000000; echo listening; exec sleep 1000");

        Path log = folder.resolve("replica-1.log");
        assertTrue(
                Files.size(log) <= ServerLog.MOST_BYTES + 100,
                () -> "a log of " + log.toFile().length());
        String text = Files.readString(log);
        assertTrue(text.endsWith("[flatline: cut at " + ServerLog.MOST_BYTES + " bytes]\n"));
        assertTrue(replica.pid().isPresent());
    }

    @Test
    void whatItSaidBeforeItWasKilledDoesNotCountWhenItIsStartedAgain() throws Exception {
        Replica replica = rig.start(
                        1, 2, "sh", "-c", "[ -e once ] || echo listening; touch once; echo up; exec sleep 1000")
                .all()
                .get(0);
        replica.begin(KILL);

        ReplicaException unready = assertThrows(ReplicaException.class, () -> replica.end(KILL));

        assertEquals(
                "server 1 was not ready within 2s: no line of its log matches '^listening$';"
                        + " its last words: listening | up | up",
                unready.getMessage());
    }

    @Test
    void aServerThatHasEndedByItselfIsNotFrozenAndStaysAsItIs() throws Exception {
        Replica replica = rig.shell("echo listening; sleep 1; exit 3");
        long began = ServerRig.nanoTime();
        while (replica.pid().isPresent() || rig.ends().isEmpty()) {
            assertTrue(ServerRig.nanoTime() - began < 20_000_000_000L, "it does not end");
            Thread.onSpinWait();
        }

        ReplicaException refused = assertThrows(ReplicaException.class, () -> replica.begin(new ReplicaAction.Pause()));
        replica.end(new ReplicaAction.Pause());

        assertEquals("pause of server 1: it does not run, it has ended", refused.getMessage());
        assertEquals(List.of("1 3 false itself"), rig.ends());
        assertFalse(replica.pid().isPresent());
    }

    @Test
    void aSecondFaultIsRefusedUntilTheFirstHasEndedWhichItDoesNotTouch() throws Exception {
        Replica replica = rig.shell("echo listening; exec sleep 1000");
        ReplicaAction pause = new ReplicaAction.Pause();
        replica.begin(pause);

        ReplicaException refused = assertThrows(ReplicaException.class, () -> replica.begin(KILL));
        replica.end(KILL);

        assertEquals("kill of server 1: pause has not ended there; accepted: after its end", refused.getMessage());
        assertEquals(State.PAUSED, replica.use().state());
        replica.end(pause);
        assertEquals(State.RUNNING, replica.use().state());
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        Launch launch = new Launch(1, 1, "m", new ReplicaPlan.Command(List.of("sh"), Map.of(), "no/such/folder"));

        Exception failure = assertThrows(Exception.class, launch::prepared);

        assertTrue(String.valueOf(failure.getMessage()).endsWith("no/such/folder"), failure::getMessage);
    }

    @Test
    void aProgramWhoseGateNeverOpensNeverRuns() throws Exception {
        Launch launch =
                new Launch(1, 1, "m", new ReplicaPlan.Command(List.of("touch", "ran"), Map.of(), folder.toString()));
        Process waiting = launch.prepared();

        // As the kernel does when the process that started it is killed.
        waiting.getOutputStream().close();

        assertEquals(1, waiting.waitFor());
        assertFalse(Files.exists(folder.resolve("ran")));

        Process opened = launch.prepared();
        Launch.open(opened);

        assertEquals(0, opened.waitFor());
        assertTrue(Files.exists(folder.resolve("ran")));
    }

    @Test
    void eachStartIsWrittenDownAloneHoweverOftenItIsStartedAgain() throws Exception {
        Replica replica = rig.shell("echo listening; exec sleep 1000");

        for (int round = 0; round < 3; round++) {
            replica.begin(KILL);
            replica.end(KILL);
        }

        assertEquals(1, rig.rollback().left().size());
        assertEquals(Collections.nCopies(3, "1 137 false kill"), rig.ends());
        assertEquals(3, replica.use().restarts());
    }
}
