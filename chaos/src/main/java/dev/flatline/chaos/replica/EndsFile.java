package dev.flatline.chaos.replica;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code ends.tsv}: each end of a server, a line each: the second of the run, the server's number, its exit code (128 + n for
 * signal n), whether the kernel killed it for want of memory, and what ended it. May be used from any thread.
 */
public final class EndsFile implements AutoCloseable {

    /** The file's name in the folder of the servers. */
    public static final String NAME = "ends.tsv";

    /** What ended a server that nobody here ended. */
    public static final String ITSELF = "itself";

    private static final int MOST_SURPRISES = 100;

    private final List<String> surprises = new ArrayList<>();
    private final Writer file;
    private final Surroundings surroundings;

    /** Makes the file in the folder of the run's servers. */
    public EndsFile(Surroundings surroundings) throws IOException {
        this.surroundings = surroundings;
        this.file = Files.newBufferedWriter(surroundings.folder().resolve(NAME), StandardCharsets.UTF_8);
        this.file.write("second\treplica\texit\toom\tcause\n");
        this.file.flush();
    }

    /**
     * A server has ended, now.
     *
     * @param cause the fault that ended it, or {@code itself}
     */
    public synchronized void ended(int replica, int exit, boolean oom, String cause) {
        double second = surroundings.elapsedNanos().getAsLong() / 1e9;
        if (cause.equals(ITSELF) && surprises.size() < MOST_SURPRISES) {
            surprises.add(String.format(
                    Locale.ROOT,
                    "server %d ended by itself at %.1f s with exit code %d%s",
                    replica,
                    second,
                    exit,
                    oom ? ": the kernel killed it for want of memory" : ""));
        }
        try {
            file.write(String.format(Locale.ROOT, "%.3f\t%d\t%d\t%s\t%s%n", second, replica, exit, oom, cause));
            file.flush();
        } catch (IOException full) {
            // The run's own files say so, and end it.
            return;
        }
    }

    /** Something that is to be told beside what the run measures, in words. */
    public synchronized void surprise(String words) {
        if (surprises.size() < MOST_SURPRISES) {
            surprises.add(words);
        }
    }

    /** The ends that nobody here has caused, and what else is to be told, in words. */
    public synchronized List<String> surprises() {
        return List.copyOf(surprises);
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException full) {
            return;
        }
    }
}
