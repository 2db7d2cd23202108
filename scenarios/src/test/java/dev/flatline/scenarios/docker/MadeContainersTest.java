package dev.flatline.scenarios.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.docker.Containers;
import dev.flatline.chaos.replica.Replica;
import dev.flatline.chaos.replica.ReplicaException;
import dev.flatline.chaos.replica.ReplicaLimits;
import dev.flatline.chaos.replica.ReplicaPlan;
import dev.flatline.chaos.replica.Surroundings;
import dev.flatline.chaos.rollback.RollbackJournal;
import dev.flatline.scenarios.replica.Healers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers that a run makes of an image. */
@Tag("docker")
class MadeContainersTest {

    /** Less than the time that it has to get ready. */
    private static final Duration SOON = Duration.ofSeconds(15);

    private final String run = "made-" + ProcessHandle.current().pid();

    @TempDir
    Path folder;

    @BeforeEach
    void makeTheImage() throws Exception {
        Docker.needPerl(folder);
    }

    @Test
    void areMadeAsPlannedWithAddressesOfTheirOwnAndRemoved() throws Exception {
        ReplicaLimits limits =
                new ReplicaLimits(OptionalDouble.of(0.5), OptionalLong.of(64L << 20), OptionalInt.of(60));
        String format =
                "{{.HostConfig.NanoCpus}} {{.HostConfig.Memory}} {{.HostConfig.MemorySwap}} {{.HostConfig.PidsLimit}}"
                        + " {{range .Config.Env}}{{.}} {{end}}";
        String seen;
        String left;
        List<String> addresses;

        try (RollbackJournal journal = journal();
                Containers servers = start(Docker.PERL_IMAGE, Box.SERVER, limits, journal)) {
            addresses = servers.all().stream()
                    .map(Replica::address)
                    .map(String::valueOf)
                    .toList();
            seen = Docker.run("inspect", "--format", format, "flatline-" + run + "-2");
            left = Docker.leftOf(run);
        }

        assertEquals(2, addresses.stream().distinct().count(), addresses.toString());
        assertTrue(seen.startsWith("500000000 67108864 67108864 60 ") && seen.contains("GREETING=hello "), seen);
        assertEquals(3, left.lines().count(), left);
        assertEquals("", Docker.leftOf(run));
    }

    @Test
    void oneThatEndsAtOnceIsToldAtOnceWithItsLastWords() throws Exception {
        try (RollbackJournal journal = journal()) {
            ReplicaException ended = assertTimeout(
                    SOON,
                    () -> assertThrows(
                            ReplicaException.class,
                            () -> start(
                                            Docker.PERL_IMAGE,
                                            "print 'no licence found', qq(\\n); exit 3",
                                            ReplicaLimits.NONE,
                                            journal)
                                    .close()));

            assertTrue(
                    String.valueOf(ended.getMessage()).contains("ended with exit code 3 before it was ready"),
                    ended.getMessage());
            assertTrue(String.valueOf(ended.getMessage()).contains("no licence found"), ended.getMessage());
        }
        assertEquals("", Docker.leftOf(run));
    }

    @Test
    void anImageThatIsMissingIsToldWithItsRemedyAndNothingIsMade() throws Exception {
        try (RollbackJournal journal = journal()) {
            ReplicaException missing = assertThrows(
                    ReplicaException.class,
                    () -> start("flatline:no-such-tag", "", ReplicaLimits.NONE, journal)
                            .close());

            assertTrue(String.valueOf(missing.getMessage()).contains("flatline image"), missing.getMessage());
            assertEquals("", Docker.leftOf(run));
        }
    }

    private RollbackJournal journal() throws Exception {
        return RollbackJournal.open(folder.resolve("state"), run, Instant.parse("2026-11-26T02:00:00Z"), Healers.all());
    }

    private Containers start(String image, String program, ReplicaLimits limits, RollbackJournal journal)
            throws Exception {
        ReplicaPlan plan = new ReplicaPlan(
                new ReplicaPlan.Image("", image, List.of(program), Map.of("GREETING", "hello"), limits),
                2,
                Box.PORT,
                "/",
                Box.READY);
        Path logs = Files.createDirectories(folder.resolve(run));
        return Containers.start(
                plan, new Surroundings(run, journal, logs, Box.CLOCK::nanoTime, () -> 0), System.getenv());
    }
}
