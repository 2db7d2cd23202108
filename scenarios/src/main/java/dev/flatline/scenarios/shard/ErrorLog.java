package dev.flatline.scenarios.shard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a process writes to its standard error: into a file, which there is only if it writes something, and the last line for
 * whoever has to say why it ended.
 */
final class ErrorLog {

    private static final int MOST_LINES = 10_000;
    private static final int TAIL_LINES = 20;

    private final Path file;
    private final Deque<String> tail = new ArrayDeque<>();
    private int lines;
    private boolean kept;

    ErrorLog(Path file) {
        this.file = file;
    }

    /** Reads to the end. */
    void read(InputStream in) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(line);
            }
        } catch (IOException closed) {
            // The process is gone, and nothing of what it said is lost but what it had not finished saying.
        }
    }

    private synchronized void add(String line) {
        if (tail.size() == TAIL_LINES) {
            tail.remove();
        }
        tail.add(line);
        if (kept && lines++ < MOST_LINES) {
            write(line);
        }
    }

    /** The run begins, and there is a folder for it: the last lines are kept, and what comes from now on. */
    synchronized void keep() {
        kept = true;
        tail.forEach(this::write);
    }

    private void write(String line) {
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** The last line that says something, behind a colon; empty if there is none. */
    synchronized String lastWords() {
        String last = "";
        for (String line : tail) {
            last = line.isBlank() || line.startsWith("\t") ? last : line.strip();
        }
        return last.isEmpty() ? "" : ": " + last;
    }
}
