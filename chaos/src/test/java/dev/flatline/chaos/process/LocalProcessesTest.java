package dev.flatline.chaos.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.replica.EndsFile;
import dev.flatline.chaos.replica.ReadyCheck;
import dev.flatline.chaos.replica.Replica;
import dev.flatline.chaos.replica.ReplicaException;
import dev.flatline.chaos.replica.ReplicaPlan;
import dev.flatline.chaos.replica.ReplicaUse.State;
import dev.flatline.chaos.replica.Surroundings;
import dev.flatline.chaos.rollback.RollbackException;
import dev.flatline.core.SuppressForbidden;
import dev.flatline.core.fault.ReplicaAction;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Servers as processes of this machine: real ones, real signals. */
@Tag("real-socket")
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class LocalProcessesTest {

    /** Of this process alone: servers are found by it, and other tests may run beside these. */
    private static final String RUN = "test-" + ProcessHandle.current().pid();

    private static final ReadyCheck TCP = new ReadyCheck(ReadyCheck.Kind.TCP, "", TimeUnit.SECONDS.toNanos(30));

    @TempDir
    Path folder;

    private final MemoryRollback rollback = new MemoryRollback();
    private final List<LocalProcesses> started = new ArrayList<>();

    @AfterEach
    void endEverything() throws RollbackException {
        started.forEach(LocalProcesses::close);
        rollback.close();
    }

    @Test
    void eachReplicaHasItsPortItsNumberAndItsEnvironment() throws Exception {
        ReadyCheck said = new ReadyCheck(ReadyCheck.Kind.LOG, "MODE", TimeUnit.SECONDS.toNanos(30));
        List<Replica> replicas = start(plan(2, said, Map.of("MODE", "${KIND}-{replica}")));

        assertEquals(2, replicas.size());
        assertTrue(
                replicas.get(0).address().getPort() != replicas.get(1).address().getPort());
        assertEquals(
                "port " + replicas.get(1).address().getPort() + ", replica 2, MODE test-2",
                Files.readString(folder.resolve("replica-2.log")).strip());
    }

    @Test
    void aFrozenServerAcceptsAndDoesNotRunAndGoesOnAtTheEnd() throws Exception {
        Replica replica = start(plan(1, TCP, Map.of(), "parent")).get(0);
        Members members = new Members(Path.of("/proc"), RUN + "/1", Optional.empty());

        replica.begin(new ReplicaAction.Pause());

        assertEquals(State.PAUSED, replica.use().state());
        assertEquals(2, members.stopped().size());
        assertTrue(accepts(replica), "the kernel accepts for a frozen process");

        replica.end(new ReplicaAction.Pause());

        assertEquals(State.RUNNING, replica.use().state());
        assertEquals(List.of(), members.stopped());
        assertEquals(0, replica.use().restarts());
    }

    @Test
    void aKilledServerIsGoneUntilTheEndAndComesBackOnItsPort() throws Exception {
        Replica replica = start(plan(1, TCP, Map.of(), "parent")).get(0);
        ReplicaAction kill = new ReplicaAction.Kill("KILL");

        replica.begin(kill);

        assertEquals(State.ENDED, replica.use().state());
        assertEquals(OptionalInt.of(137), replica.use().exitCode());
        assertFalse(accepts(replica));
        assertEquals(List.of(), new Members(Path.of("/proc"), RUN + "/1", Optional.empty()).pids());

        replica.end(kill);

        assertTrue(accepts(replica));
        assertEquals(1, replica.use().restarts());
        assertEquals(List.of("1\t137\tfalse\tkill"), ends());
    }

    @Test
    void aServerThatIgnoresTheTermIsKilledAfterTheGrace() throws Exception {
        Replica replica = start(plan(1, TCP, Map.of(), "stubborn")).get(0);

        replica.begin(new ReplicaAction.Kill("TERM"));

        assertEquals(State.RUNNING, replica.use().state());
        replica.end(new ReplicaAction.Kill("TERM"));

        ReplicaAction stop = new ReplicaAction.Stop(TimeUnit.MILLISECONDS.toNanos(300));
        replica.begin(stop);

        assertEquals(OptionalInt.of(137), replica.use().exitCode());
        replica.end(stop);
        assertTrue(accepts(replica));
    }

    @Test
    void aRestartIsOverWhenItIsReadyAgain() throws Exception {
        Replica replica = start(plan(1, TCP, Map.of())).get(0);
        ReplicaAction restart = new ReplicaAction.Restart(TimeUnit.SECONDS.toNanos(5));

        replica.begin(restart);
        replica.end(restart);

        assertTrue(accepts(replica));
        assertEquals(List.of("1\t143\tfalse\trestart"), ends());
    }

    @Test
    void aCrashLoopCrashesAgainAndAgainUntilItsEnd() throws Exception {
        Replica replica = start(plan(1, TCP, Map.of())).get(0);
        ReplicaAction loop = new ReplicaAction.CrashLoop(TimeUnit.MILLISECONDS.toNanos(100));

        replica.begin(loop);
        while (ends().size() < 3) {
            Thread.onSpinWait();
        }
        replica.end(loop);

        assertTrue(accepts(replica));
        assertTrue(ends().stream().allMatch(end -> end.equals("1\t137\tfalse\tcrash-loop")), () -> ends().toString());
    }

    @Test
    void whatNeedsAContainerIsRefused() throws Exception {
        Replica replica = start(plan(1, TCP, Map.of())).get(0);
        List<ReplicaAction> actions = List.of(
                new ReplicaAction.Disconnect(Optional.empty()),
                new ReplicaAction.Squeeze(OptionalDouble.of(1), OptionalLong.empty(), OptionalInt.empty()),
                new ReplicaAction.OutOfMemory(),
                new ReplicaAction.Exec(List.of("true"), List.of()));

        for (ReplicaAction action : actions) {
            ReplicaException refused = assertThrows(ReplicaException.class, () -> replica.begin(action));
            assertTrue(
                    String.valueOf(refused.getMessage()).startsWith(action.label() + ": a process"),
                    refused::getMessage);
        }
    }

    @Test
    void aServerThatEndsBeforeItIsReadyIsToldWithItsLastWords() {
        ReplicaException refused = assertThrows(ReplicaException.class, () -> start(plan(1, TCP, Map.of(), "fails")));

        assertEquals(
                "server 1 ended with exit code 7 before it was ready; its last words: no such table: users",
                refused.getMessage());
        assertTrue(refused.isUnready());
    }

    @Test
    void aServerThatDoesNotGetReadyIsToldWithWhatWasWaitedFor() {
        ReadyCheck soon = new ReadyCheck(ReadyCheck.Kind.LOG, "listening", TimeUnit.SECONDS.toNanos(2));

        ReplicaException refused = assertThrows(ReplicaException.class, () -> start(plan(1, soon, Map.of(), "deaf")));

        assertEquals(
                "server 1 was not ready within 2s: no line of its log matches 'listening'; its last words: thinking",
                refused.getMessage());
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        ReplicaPlan.Command command = new ReplicaPlan.Command(List.of("no-such-program"), Map.of(), "");

        ReplicaException refused =
                assertThrows(ReplicaException.class, () -> start(new ReplicaPlan(command, 1, 0, "/", TCP)));

        assertTrue(String.valueOf(refused.getMessage()).contains("no-such-program"), refused::getMessage);
    }

    @Test
    void aPortThatIsTakenIsTold() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            ReplicaPlan plan = new ReplicaPlan(command(Map.of()), 1, taken.getLocalPort(), "/", TCP);

            ReplicaException refused = assertThrows(ReplicaException.class, () -> start(plan));

            assertTrue(String.valueOf(refused.getMessage()).contains("is taken"), refused::getMessage);
        }
    }

    @Test
    void whatARunLeftIsEndedByItsMarkAloneChildrenToo() throws Exception {
        start(plan(1, TCP, Map.of(), "parent", "stubborn")).get(0).begin(new ReplicaAction.Pause());
        Members members = new Members(Path.of("/proc"), RUN + "/1", Optional.empty());
        assertEquals(2, members.pids().size());

        new ProcessHealer().heal(ProcessHealer.end(RUN + "/1", new ProcessIdentity("another boot", 1, 1), "server 1"));

        assertEquals(List.of(), members.pids());
    }

    @Test
    void usesProcessorsAndMemory() throws Exception {
        Replica replica = start(plan(1, TCP, Map.of())).get(0);

        assertTrue(replica.use().cpuNanos() > 0);
        assertTrue(replica.use().memoryBytes() > 1e6, () -> "bytes");
        assertTrue(replica.pid().isPresent());
    }

    private List<Replica> start(ReplicaPlan plan) throws ReplicaException {
        LocalProcesses processes = LocalProcesses.start(
                plan,
                new Surroundings(RUN, rollback, folder, LocalProcessesTest::nanoTime, () -> 0),
                Map.of("KIND", "test"));
        started.add(processes);
        return processes.all();
    }

    @SuppressForbidden("real processes take real time")
    private static long nanoTime() {
        return System.nanoTime();
    }

    private static ReplicaPlan plan(int replicas, ReadyCheck ready, Map<String, String> env, String... words) {
        return new ReplicaPlan(command(env, words), replicas, 0, "/", ready);
    }

    private static ReplicaPlan.Command command(Map<String, String> env, String... more) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                TinyServer.class.getName(),
                "{port}",
                "{replica}"));
        words.addAll(List.of(more));
        return new ReplicaPlan.Command(words, env, "");
    }

    private static boolean accepts(Replica replica) {
        try (Socket socket = new Socket()) {
            socket.connect(replica.address(), 2_000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** The ends that are written down, without their seconds. */
    private List<String> ends() {
        try {
            return Files.readAllLines(folder.resolve(EndsFile.NAME)).stream()
                    .skip(1)
                    .map(line -> line.substring(line.indexOf('\t') + 1))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
