package dev.flatline.scenarios.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A folder in which runs are halted, one after the other.
 *
 * @param folder an empty one
 * @param run what each of them is called
 * @param server what it harms: {@code process}, {@code image} or a container
 * @param fault the word of the fault
 */
record Halts(Path folder, String run, String server, String fault) {

    /** Does the fault to its end and returns the number of points on the way. */
    int points() throws IOException, InterruptedException {
        return Integer.parseInt(start(0, 0));
    }

    /** Does the fault up to a point. */
    void at(int point) throws IOException, InterruptedException {
        start(point, HaltedFault.HALTED);
    }

    /** Where they keep their journals. */
    Path state() {
        return folder.resolve("state");
    }

    /** The journals that are there. */
    List<String> journals() throws IOException {
        try (Stream<Path> files = Files.list(state())) {
            return files.map(Path::toString).toList();
        }
    }

    private String start(int point, int exit) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                HaltedFault.class.getName()));
        command.addAll(List.of(folder.toString(), run, server, fault, Integer.toString(point)));
        Path errors = folder.resolve("err");
        Process child =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        String printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertTrue(child.waitFor(60, TimeUnit.SECONDS));
        assertEquals(exit, child.exitValue(), this + " at " + point + ": " + printed + Files.readString(errors));
        return printed;
    }
}
