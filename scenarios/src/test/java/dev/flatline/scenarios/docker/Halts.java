package dev.flatline.scenarios.docker;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
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

    /**
     * Does the fault up to a point, or to its end if the point does not come: how often a server crashes in a while, for one, is
     * a matter of time.
     *
     * @return whether it was halted
     */
    boolean at(int point) throws IOException, InterruptedException {
        Process child = start(point);
        assertTrue(child.waitFor(60, TimeUnit.SECONDS));
        int exit = child.exitValue();
        assertTrue(
                exit == 0 || exit == HaltedFault.HALTED,
                () -> this + " at " + point + ": exit " + exit + ": " + said());
        return exit == HaltedFault.HALTED;
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

    private Process start(int point) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                HaltedFault.class.getName()));
        command.addAll(List.of(folder.toString(), run, server, fault, Integer.toString(point)));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("said"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
