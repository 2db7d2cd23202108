package dev.flatline.chaos.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.replica.Replica;
import dev.flatline.chaos.replica.ReplicaUse.State;
import dev.flatline.chaos.rollback.RollbackException;
import dev.flatline.core.fault.ReplicaAction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Servers that are hard to find: with children, without an environment, under a name that they gave themselves. */
@Tag("real-socket")
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class ProcessTreeTest {

    private static final Path PROC = Path.of("/proc");
    private static final ReplicaAction PAUSE = new ReplicaAction.Pause();
    private static final ReplicaAction KILL = new ReplicaAction.Kill("KILL");

    /** A title takes the place of arguments and environment, as that of nginx, Redis or Puma does. */
    private static final String RENAMED =
            "exec perl -e '$| = 1; $0 = \"web: worker\"; print \"listening\\n\"; sleep 1000'";

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
    void aServerThatGivesItselfATitleIsFrozenAndGoesOn() throws Exception {
        Replica replica = renamed();

        replica.begin(PAUSE);

        assertEquals(State.PAUSED, replica.use().state());
        assertTrue(stat(replica).isStopped());

        replica.end(PAUSE);

        assertFalse(stat(replica).isStopped());
    }

    @Test
    void aServerThatGivesItselfATitleIsEndedByHealing() throws Exception {
        Replica replica = renamed();
        long pid = replica.pid().orElseThrow();
        replica.begin(PAUSE);
        assertEquals(2, rig.rollback().left().size());

        for (var undo : rig.rollback().left()) {
            assertTrue(new ProcessHealer().isNeeded(undo), undo::words);
            new ProcessHealer().heal(undo);
            assertFalse(new ProcessHealer().isNeeded(undo), undo::words);
        }

        assertFalse(lives(pid));
    }

    @Test
    void childrenWithoutAnEnvironmentAreFrozenAndKilledWithTheirParent() throws Exception {
        Replica replica = rig.shell("env -i sleep 1000 & env -i sleep 1000 & echo listening; wait");
        awaitBare(replica, 2);

        replica.begin(PAUSE);

        assertEquals(3, members(replica).stopped().size());
        replica.end(PAUSE);
        List<Long> pids = members(replica).pids();

        replica.begin(KILL);

        assertEquals(List.of(), pids.stream().filter(ProcessTreeTest::lives).toList());
    }

    @Test
    void anOrphanWithoutAnEnvironmentIsFoundByItsSession() throws Exception {
        Replica replica = rig.shell("(env -i sleep 1000 &); echo listening; exec sleep 1000");
        awaitBare(replica, 1);
        List<Long> pids = members(replica).pids();
        assertEquals(2, pids.size());

        replica.begin(KILL);

        assertEquals(List.of(), pids.stream().filter(ProcessTreeTest::lives).toList());
    }

    @Test
    void aServerHasASessionOfItsOwnSoThatTheTerminalsKeysDoNotReachIt() throws Exception {
        Replica replica = rig.shell("echo listening; exec sleep 1000");

        assertEquals(replica.pid().orElseThrow(), stat(replica).session());
        assertNotEquals(
                ProcStat.of(PROC.resolve("self")).orElseThrow().session(),
                stat(replica).session());
    }

    @Test
    void aProcessThatHasGotAnIdAnewIsNotTouched() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "1000").start();
        try {
            ProcessIdentity identity = ProcessIdentity.of(PROC, stranger.pid()).orElseThrow();
            ProcessHealer healer = new ProcessHealer();

            healer.heal(ProcessHealer.end(
                    "none/1", new ProcessIdentity(identity.boot(), identity.pid(), identity.startTicks() - 1), "it"));
            healer.heal(ProcessHealer.end(
                    "none/1", new ProcessIdentity("another", identity.pid(), identity.startTicks()), "it"));

            assertTrue(stranger.isAlive());

            healer.heal(ProcessHealer.end("none/1", identity, "it"));

            assertEquals(137, stranger.waitFor());
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void processorTimeIsThatOfAllItsProcessesAndNeverFalls() throws Exception {
        String busy = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; echo listening; sleep 1000";
        Replica replica = rig.shell("sh -c '" + busy + "'; true");
        double used = replica.use().cpuNanos();

        replica.begin(new ReplicaAction.Kill("TERM"));
        double afterEnd = replica.use().cpuNanos();
        replica.end(new ReplicaAction.Kill("TERM"));

        assertTrue(used >= 2e7, () -> "used " + used);
        assertTrue(afterEnd >= used, () -> afterEnd + " after " + used);
        assertTrue(replica.use().cpuNanos() >= afterEnd + 2e7, () -> "not added: " + afterEnd);
    }

    /** The server that gives itself a title, once it has done so. */
    private Replica renamed() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/perl")), "the server of the test needs Perl");
        Replica replica = rig.shell(RENAMED);
        String environment = Files.readString(PROC.resolve(replica.pid().orElseThrow() + "/environ"));
        assertFalse(environment.contains(Members.VARIABLE), "its environment can still be read");
        return replica;
    }

    /** Waits until so many processes of the server's session have no environment: they are what they are to be. */
    private static void awaitBare(Replica replica, int count) throws IOException {
        long began = ServerRig.nanoTime();
        while (bare(replica) < count) {
            assertTrue(ServerRig.nanoTime() - began < 20_000_000_000L, "its children do not come");
            Thread.onSpinWait();
        }
    }

    private static long bare(Replica replica) throws IOException {
        long session = replica.pid().orElseThrow();
        try (Stream<Path> processes = Files.list(PROC)) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("\\d+"))
                    .filter(process -> ProcStat.of(process)
                            .filter(stat -> stat.session() == session)
                            .isPresent())
                    .filter(ProcessTreeTest::isBare)
                    .count();
        }
    }

    private static boolean isBare(Path process) {
        try {
            return Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1)
                    .isEmpty();
        } catch (IOException gone) {
            return false;
        }
    }

    private static Members members(Replica replica) {
        Optional<ProcessIdentity> first = ProcessIdentity.of(PROC, replica.pid().orElseThrow());
        return new Members(PROC, ServerRig.RUN + "/1", first);
    }

    private static ProcStat stat(Replica replica) {
        return ProcStat.of(PROC.resolve(Long.toString(replica.pid().orElseThrow())))
                .orElseThrow();
    }

    private static boolean lives(long pid) {
        return ProcStat.of(PROC.resolve(Long.toString(pid)))
                .filter(stat -> !stat.isOver())
                .isPresent();
    }
}
