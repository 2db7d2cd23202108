package dev.flatline.benchmarks.rig;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.flatline.benchmarks.Extent;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where measurements run: it starts the processes, knows how much is wanted, and says what goes on. */
public final class Rig {

    /** Descriptors that a process needs for itself. */
    private static final int SPARE_DESCRIPTORS = 500;

    private static final int LEAST_CONNECTIONS = 1_000;

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

    /** How many connections a process may hold, which is its descriptors less a few for itself; says so if that is less than wanted. */
    public int mostConnections(int wanted) throws IOException {
        long descriptors = ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                .getMaxFileDescriptorCount();
        long most = descriptors - SPARE_DESCRIPTORS;
        if (most < LEAST_CONNECTIONS) {
            throw new IOException(
                    "a process may open " + descriptors + " files here, which is too few; raise it with ulimit -n");
        }
        if (most < wanted) {
            say("only " + most + " connections: a process may open " + descriptors + " files here (ulimit -n)");
        }
        return (int) Math.min(most, Integer.MAX_VALUE);
    }
}
