package dev.flatline.scenarios.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.rollback.Heal;
import dev.flatline.chaos.rollback.Heal.Outcome;
import dev.flatline.scenarios.replica.Healers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every fault on a container, halted at every step: the engine is healed to what it was. */
@Tag("docker")
class HealAfterHaltTest {

    @TempDir
    Path folder;

    private ContainerWorld world;

    @BeforeEach
    void makeTheWorld() throws IOException, InterruptedException {
        ContainerWorld.needed();
        world = ContainerWorld.make("heal-" + ProcessHandle.current().pid(), folder);
    }

    @AfterEach
    void removeTheWorld() throws IOException, InterruptedException {
        if (world != null) {
            world.close();
        }
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({
        "pause, limited",
        "kill, free",
        "stop, free",
        "restart, free",
        "disconnect, limited",
        "squeeze, limited",
        "squeeze, free",
        "oom, limited",
        "crash-loop, free",
        "exec, limited",
        "none, image",
        "pause, image"
    })
    void whereverAFaultIsHaltedTheEngineIsPutBackExactly(String fault, String which) throws Exception {
        String server = which.equals("limited") ? world.limited() : which.equals("free") ? world.free() : which;
        String before = world.seen();
        int points = Integer.parseInt(run(server, fault, 0, 0));
        assertEquals(before, world.seen(), "not halted");

        for (int point = 1; point <= points; point++) {
            run(server, fault, point, HaltedFault.HALTED);
            Outcome outcome = Heal.all(folder.resolve("state"), Healers.all());

            String at = "halted at " + point + " of " + points + ": " + outcome;
            assertEquals(List.of(), outcome.problems(), at);
            assertEquals(before, world.seen(), at);
            assertEquals("", ContainerWorld.leftOf(name(point)), at);
            assertEquals(List.of(), journals(), at);
        }
        assertTrue(points >= (fault.equals("none") ? 16 : 5), "only " + points);
    }

    private String run(String server, String fault, int point, int exit) throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        HaltedFault.class.getName(),
                        folder.toString(),
                        name(point),
                        server,
                        fault,
                        Integer.toString(point))
                .redirectError(folder.resolve("err").toFile())
                .start();
        String printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertTrue(child.waitFor(60, TimeUnit.SECONDS));
        assertEquals(exit, child.exitValue(), printed + Files.readString(folder.resolve("err")));
        return printed;
    }

    private static String name(int point) {
        return "heal-" + ProcessHandle.current().pid() + "-" + point;
    }

    private List<String> journals() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("state"))) {
            return files.map(Path::toString).toList();
        }
    }
}
