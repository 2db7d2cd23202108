package dev.flatline.scenarios.real;

import static org.junit.jupiter.api.Assertions.fail;

import dev.flatline.core.testing.Requires;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A script of the folder {@code src/test/node} in a process of its own: its lines, and its end, which comes with ours. */
final class NodeProcess implements AutoCloseable {

    private static final Path FOLDER = Path.of("src/test/node");
    private static final String END = "(it ended)";

    private final String name;
    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();

    private NodeProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        Thread reader = new Thread(this::read, "output of " + name);
        reader.setDaemon(true);
        reader.start();
    }

    /** Ends the calling test unless Node and the packages are there. */
    static void needed() {
        boolean node = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
        Requires.present("node", node, "node is not on the PATH");
        boolean packages = Files.isDirectory(FOLDER.resolve("node_modules/centrifuge"));
        Requires.present("node", packages, "run 'npm ci' in scenarios/src/test/node");
    }

    static NodeProcess start(String... command) throws IOException {
        List<String> all = new ArrayList<>(List.of("node"));
        all.addAll(List.of(command));
        Process process = new ProcessBuilder(all)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .start();
        return new NodeProcess(String.join(" ", command), process);
    }

    private void read() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException closed) {
            lines.add("(its output broke off)");
        }
        lines.add(END);
    }

    /** The next line that begins so; fails if none comes in time. */
    String await(String beginning, long seconds) throws InterruptedException {
        long attempts = seconds * 10;
        while (attempts > 0) {
            String line = lines.poll(100, TimeUnit.MILLISECONDS);
            if (line == null) {
                attempts--;
                continue;
            }
            seen.add(line);
            if (line.startsWith(beginning)) {
                return line;
            }
            if (line.equals(END)) {
                break;
            }
        }
        return fail(name + " did not print '" + beginning + "', but " + seen);
    }

    /** Every line until it ends, which it must within so many seconds. */
    List<String> linesToItsEnd(long seconds) throws InterruptedException {
        await(END, seconds);
        return List.copyOf(seen.subList(0, seen.size() - 1));
    }

    /** Whether it has printed a line that begins so. */
    boolean hasPrinted(String beginning) {
        lines.drainTo(seen);
        return seen.stream().anyMatch(line -> line.startsWith(beginning));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
