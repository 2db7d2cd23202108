package dev.flatline.benchmarks.rig;

import dev.flatline.benchmarks.Extent;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where measurements run: it starts the processes, knows how much is wanted, and says what goes on. */
public final class Rig {

    private final Extent extent;
    private final Path folder;
    private final PrintStream out;
    private final String logName;

    /**
     * Creates a rig.
     *
     * @param folder takes the logs, and what the processes need
     * @param logName the file for what the processes print to their error streams
     */
    public Rig(Extent extent, Path folder, PrintStream out, String logName) {
        this.extent = extent;
        this.folder = folder.toAbsolutePath();
        this.out = out;
        this.logName = logName;
    }

    /** One of three values, by the extent. */
    public int choose(int quick, int usual, int full) {
        return switch (extent) {
            case QUICK -> quick;
            case USUAL -> usual;
            case FULL -> full;
        };
    }

    public void say(String line) {
        out.println("  " + line);
    }

    public Path folder() {
        return folder;
    }

    /** Takes what processes print to their error streams. */
    public File log() {
        return folder.resolve(logName).toFile();
    }

    /** Starts a class of this program that answers {@link Questions}. */
    public Child start(ChildJvm jvm, Class<?> main, List<String> arguments) throws IOException {
        Files.deleteIfExists(gcLog());
        // The class path may have names that are relative to where this process runs.
        return new Child(jvm.command(main, arguments, gcLog()), Path.of("").toAbsolutePath(), log());
    }

    /** Lines about pauses in the log of the collections of the process that was started last. */
    public List<String> pauses() throws IOException {
        try (var lines = Files.lines(gcLog())) {
            return lines.filter(line -> line.contains(" Pause ")).toList();
        }
    }

    private Path gcLog() {
        return folder.resolve("gc.log");
    }
}
