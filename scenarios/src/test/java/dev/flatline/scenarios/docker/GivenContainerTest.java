package dev.flatline.scenarios.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.replica.Replica;
import dev.flatline.chaos.replica.ReplicaException;
import dev.flatline.chaos.replica.ReplicaUse;
import dev.flatline.chaos.rollback.Heal;
import dev.flatline.chaos.rollback.RollbackException;
import dev.flatline.core.fault.ReplicaAction;
import dev.flatline.core.testing.Await;
import dev.flatline.scenarios.replica.Healers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done to a container that stood before the run and stays after it. */
@Tag("docker")
class GivenContainerTest {

    private static final String IDLE = "$| = 1; my $held = 'x' x 40000000; print \"ready\\n\"; sleep 1 while 1";
    private static final ReplicaAction PAUSE = new ReplicaAction.Pause();
    private static final ReplicaAction KILL = new ReplicaAction.Kill("KILL");
    private static final ReplicaAction LEAVE = new ReplicaAction.Disconnect(Optional.empty());
    private static final ReplicaAction SQUEEZE =
            new ReplicaAction.Squeeze(OptionalDouble.of(0.5), OptionalLong.empty(), OptionalInt.of(50));

    @TempDir
    Path folder;

    @BeforeEach
    void makeTheImage() throws Exception {
        Docker.needPerl(folder);
    }

    @Test
    void aServerThatAsksForNoMemoryIsKilledForWantOfItAllTheSame() throws Exception {
        try (Box box = Box.start(folder, "idle", List.of("--memory", "256m", "--memory-swap", "256m"), IDLE)) {
            Replica server = box.given();

            server.begin(new ReplicaAction.OutOfMemory());
            Await.until(() -> use(server).oomKills() == 1);
            String killed = box.see("{{.State.OOMKilled}} {{.State.ExitCode}}");
            server.end(new ReplicaAction.OutOfMemory());

            assertEquals("true 137", killed);
            assertEquals("running 268435456", box.see("{{.State.Status}} {{.HostConfig.Memory}}"));
            assertTrue(box.ends().contains("\t1\t137\ttrue\toom\n"), box.ends());
            assertEquals(List.of(), box.containers().surprises());
        }
    }

    @Test
    void faultsThatOverlapAreUndoneEachByItself() throws Exception {
        try (Box box = Box.start(folder, "overlap", List.of("--cpus", "1.5", "--pids-limit", "90"))) {
            Replica server = box.given();
            String limits = "{{.HostConfig.NanoCpus}} {{.HostConfig.PidsLimit}} {{.State.Status}}";
            String before = box.see(limits);

            server.begin(SQUEEZE);
            server.begin(KILL);
            ReplicaException twice = assertThrows(ReplicaException.class, () -> server.begin(PAUSE));
            server.end(SQUEEZE);
            String killed = box.see(limits);
            server.end(KILL);

            assertTrue(String.valueOf(twice.getMessage()).contains("kill has not ended there"), twice.getMessage());
            assertEquals("1500000000 90 exited", killed);
            assertEquals(before, box.see(limits));
        }
    }

    @Test
    void whatACommandDidInAContainerThatSomebodyStoppedIsToldAndUndoneOnceItRuns() throws Exception {
        ReplicaAction mark = Objects.requireNonNull(HaltedFault.FAULTS.get("exec"));
        try (Box box = Box.start(folder, "stopped", List.of())) {
            Replica server = box.given();

            server.begin(mark);
            Docker.run("stop", "--time", "0", box.name());
            ReplicaException told = assertThrows(ReplicaException.class, () -> server.end(mark));
            assertThrows(RollbackException.class, box::endRun);
            Docker.run("start", box.name());
            Heal.Outcome healed = Heal.all(folder.resolve("state"), Healers.all());

            assertTrue(String.valueOf(told.getMessage()).contains("does not run"), told.getMessage());
            assertEquals(List.of(), healed.problems());
            assertFalse(Docker.run("diff", box.name()).contains("/mark"));
        }
    }

    @Test
    void aChildThatIsKilledForWantOfMemoryDoesNotMakeALaterEndOne() throws Exception {
        String parent = """
                $| = 1; print "ready\\n";
                $SIG{USR1} = sub { if (!fork) { my $all; $all .= 'x' x 1000000 while 1 } wait; select undef, undef, undef, 3; print "a child is gone\\n" };
                sleep 1 while 1
                """;
        try (Box box = Box.start(folder, "child", List.of("--memory", "64m", "--memory-swap", "64m"), parent)) {
            Replica server = box.given();
            Docker.run("kill", "--signal", "USR1", box.name());
            Await.until(() -> said(box, "a child is gone"));

            server.begin(KILL);
            Await.until(() -> use(server).state() == ReplicaUse.State.ENDED);
            server.end(KILL);

            assertTrue(box.ends().contains("\t1\t137\tfalse\tkill\n"), box.ends());
            assertEquals(0, use(server).oomKills());
        }
    }

    private static boolean said(Box box, String words) {
        try {
            return box.log().contains(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aCommandThatFailsIsToldWithWhatItSaid() throws Exception {
        try (Box box = Box.start(folder, "exec", List.of())) {
            Replica server = box.given();

            String failed = failure(server, Docker.perl("print STDERR qq(no\\nsuch table); exit 4"));
            String absent = failure(server, List.of("/no/such/program"));

            assertTrue(failed.endsWith("' in " + box.name() + " ended with exit code 4: no such table"), failed);
            assertTrue(absent.contains(" ended with exit code 126: "), absent);
            assertTrue(absent.contains("/no/such/program\""), absent);
        }
    }

    private static String failure(Replica server, List<String> command) {
        return String.valueOf(assertThrows(
                        ReplicaException.class, () -> server.begin(new ReplicaAction.Exec(command, List.of())))
                .getMessage());
    }

    @Test
    void aSqueezeThatEndsWhileItIsFrozenLeavesItFrozen() throws Exception {
        try (Box box = Box.start(folder, "frozen", List.of("--cpus", "1.5", "--pids-limit", "90"))) {
            Replica server = box.given();

            server.begin(PAUSE);
            server.begin(SQUEEZE);
            server.end(SQUEEZE);
            String frozen = box.see("{{.State.Status}}");
            server.end(PAUSE);

            assertEquals("paused", frozen);
            assertEquals("running", box.see("{{.State.Status}}"));
        }
    }

    @Test
    void whatCannotBePutBackIsRefusedAndNothingIsChanged() throws Exception {
        try (Box removed = Box.start(folder, "rm", List.of("--rm"))) {
            String id = removed.see("{{.Id}} {{.State.Pid}}");

            Replica given = removed.given();
            assertRefused(given, KILL, "--rm");
            assertRefused(
                    given,
                    new ReplicaAction.Squeeze(OptionalDouble.empty(), OptionalLong.of(40L << 20), OptionalInt.empty()),
                    "--rm");
            assertEquals(id, removed.see("{{.Id}} {{.State.Pid}}"));
        }
        try (Box random = Box.start(folder, "port", List.of("-p", "127.0.0.1::8080"))) {
            Replica server = random.given();
            String ports = random.see("{{json .NetworkSettings.Ports}}");

            assertRefused(server, KILL, "-p 127.0.0.1:8080:8080");
            assertRefused(server, LEAVE, "-p 127.0.0.1:8080:8080");
            server.begin(PAUSE);
            server.end(PAUSE);
            assertEquals(ports, random.see("{{json .NetworkSettings.Ports}}"));
        }
    }

    @Test
    void anAddressOfTheEnginesChoiceComesBackOrIsNotGivenUp() throws Exception {
        String network = "box-" + ProcessHandle.current().pid() + "-auto";
        Docker.run("network", "create", network);
        try (Box first = Box.start(folder, "first", List.of("--network", network));
                Box second = Box.start(folder, "second", List.of("--network", network, "--network-alias", "shop"))) {
            String seen = "{{range .NetworkSettings.Networks}}{{.IPAddress}} {{json .Aliases}}{{end}}";
            String before = second.see(seen);
            Replica server = second.given();

            server.begin(LEAVE);
            String away = second.see(seen);
            server.end(LEAVE);
            String after = second.see(seen);
            Docker.run("network", "disconnect", network, first.name());

            assertEquals("", away);
            assertEquals(before, after);
            assertRefused(server, LEAVE, "--subnet");
            assertEquals(before, second.see(seen));
        } finally {
            Docker.run("network", "rm", network);
        }
    }

    @Test
    void theFirstWordsAfterARestartAreNotLost() throws Exception {
        try (Box box = Box.start(folder, "words", List.of())) {
            Replica server = box.given();

            server.begin(new ReplicaAction.Restart(0));
            server.end(new ReplicaAction.Restart(0));

            assertEquals("ready\nready\n", box.log());
            assertEquals(1, server.use().restarts());
        }
    }

    @Test
    void whatItUsesIsKnownAndNoThreadIsLeft() throws Exception {
        try (Box box = Box.start(folder, "use", List.of())) {
            List<String> before = threads();
            Replica server = box.given();

            Await.until(() -> use(server).cpuNanos() > 0 && use(server).memoryBytes() > 10_000_000);
            box.endRun();

            Await.until(() -> threads().stream().allMatch(before::contains));
            assertFalse(threads().contains("docker-java-stream"));
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("docker") || name.contains("flatline"))
                .map(name -> name.replaceAll("-?\\d+$", ""))
                .toList();
    }

    private static ReplicaUse use(Replica server) {
        try {
            return server.use();
        } catch (ReplicaException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertRefused(Replica server, ReplicaAction action, String remedy) {
        String refusal = server.refusal(action).orElse("accepted");

        assertTrue(refusal.contains(remedy), refusal);
        assertThrows(ReplicaException.class, () -> server.begin(action));
    }
}
