package dev.flatline.chaos.rollback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.rollback.Heal.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in processes of their own that end without a word. */
@Tag("real-socket")
class HealAfterHaltTest {

    private static final Map<String, String> BEFORE = Map.of("changed", "as it was", "deleted", "as it was");

    @TempDir
    Path folder;

    private Path state;
    private WorldOfFiles world;

    @BeforeEach
    void makeTheWorld() throws IOException {
        state = folder.resolve("state");
        world = new WorldOfFiles(Files.createDirectory(folder.resolve("world")));
        for (Map.Entry<String, String> file : BEFORE.entrySet()) {
            Files.writeString(world.folder().resolve(file.getKey()), file.getValue());
        }
    }

    @Test
    void whereverARunIsHaltedTheWorldIsPutBackExactly() throws Exception {
        int points = Integer.parseInt(run(0, 0));

        assertTrue(points > 25, "only " + points);
        for (int point = 1; point <= points; point++) {
            run(point, HaltedRun.HALTED);
            Outcome outcome = Heal.all(state, List.of(world));

            assertEquals(BEFORE, world.all(), "halted at " + point);
            assertEquals(List.of(), outcome.problems(), "halted at " + point);
            assertEquals(List.of(), Journals.names(state), "halted at " + point);
        }
    }

    @Test
    void aRunThatCannotWriteDownWhatItIsAboutToDoDoesNotDoIt() throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -f 8; exec \"$@\"", "sh"));
        command.addAll(java(FillingRun.class, state.toString(), world.folder().toString()));

        String printed = output(command, HaltedRun.HALTED);

        int done = Integer.parseInt(printed);
        assertTrue(done > 3, printed);
        assertEquals(BEFORE.size() + done, world.all().size());
        Outcome outcome = Heal.all(state, List.of(world));
        assertEquals(done + 1, outcome.told().size(), outcome.toString());
        assertEquals(BEFORE, world.all());
        assertEquals(List.of(), Journals.names(state));
    }

    @Test
    void aRunInAnotherProcessIsLeftAloneUntilThatIsKilled() throws Exception {
        Process child = new ProcessBuilder(
                        java(WaitingRun.class, state.toString(), world.folder().toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertEquals('r', child.getInputStream().read());

            Outcome during = Heal.all(state, List.of(world));
            child.destroyForcibly().waitFor();
            Outcome after = Heal.all(state, List.of(world));

            assertEquals(List.of("waiting"), during.alive());
            assertEquals(List.of(), during.told());
            assertEquals(1, after.healed());
            assertEquals(BEFORE, world.all());
        } finally {
            child.destroyForcibly();
        }
    }

    private String run(int haltAt, int exit) throws Exception {
        return output(
                java(HaltedRun.class, state.toString(), world.folder().toString(), Integer.toString(haltAt)), exit);
    }

    private static String output(List<String> command, int exit) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(exit, child.waitFor(), printed);
        return printed;
    }

    private static List<String> java(Class<?> main, String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(List.of(args));
        return command;
    }
}
