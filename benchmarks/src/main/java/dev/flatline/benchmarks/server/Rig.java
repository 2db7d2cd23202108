package dev.flatline.benchmarks.server;

import dev.flatline.benchmarks.Extent;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where measurements run: it starts the processes, knows how much is wanted, and says what goes on. */
final class Rig {

    private final Extent extent;
    private final Path folder;
    private final PrintStream out;
    private final NodeServer node;

    Rig(Extent extent, Path folder, PrintStream out) {
        this.extent = extent;
        this.folder = folder.toAbsolutePath();
        this.out = out;
        this.node = new NodeServer(this.folder.resolve("node"));
    }

    /** One of three values, by the extent. */
    int choose(int quick, int usual, int full) {
        return switch (extent) {
            case QUICK -> quick;
            case USUAL -> usual;
            case FULL -> full;
        };
    }

    void say(String line) {
        out.println("  " + line);
    }

    NodeServer node() {
        return node;
    }

    /** Starts a candidate that pings at an interval, or not at all if that is 0. */
    Child start(Candidate candidate, ServerJvm jvm, long pingMillis) throws IOException {
        if (candidate == Candidate.WS) {
            return new Child(node.command(), node.folder(), log());
        }
        return startJvm(candidate.key(), jvm, pingMillis);
    }

    /** Starts a subject that is not a server. */
    Child startJvm(String subject, ServerJvm jvm, long pingMillis) throws IOException {
        Files.deleteIfExists(gcLog());
        // The class path may have names that are relative to where this process runs.
        return new Child(jvm.command(subject, pingMillis, gcLog()), Path.of("").toAbsolutePath(), log());
    }

    /** Lines about pauses in the log of the collections of the process that was started last. */
    List<String> pauses() throws IOException {
        try (var lines = Files.lines(gcLog())) {
            return lines.filter(line -> line.contains(" Pause ")).toList();
        }
    }

    private Path gcLog() {
        return folder.resolve("gc.log");
    }

    private File log() {
        return folder.resolve("server.log").toFile();
    }
}
