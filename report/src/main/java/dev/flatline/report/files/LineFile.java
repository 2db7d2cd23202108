package dev.flatline.report.files;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Lines that are appended from any thread and reach the operating system at the next {@link #flush}. Appending is a copy
 * into memory: an event loop must not wait for a disk. Only when {@link #MOST_WAITING} characters wait, because nobody
 * flushes, does whoever appends write them.
 *
 * <p>What goes wrong on the way is kept and thrown by the next {@link #flush}: whoever appends can do nothing about a full
 * disk.
 */
final class LineFile {

    /** The most that waits in memory, in characters. */
    static final int MOST_WAITING = 4 << 20;

    private final Path file;
    private final BufferedWriter out;
    private final Object disk = new Object();
    private StringBuilder waiting = new StringBuilder();
    private @Nullable IOException failure;

    LineFile(Path file, String header) throws IOException {
        this.file = file;
        this.out = Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        out.append(header).append('\n');
        out.flush();
    }

    /** Appends text that ends its own line. */
    void append(CharSequence line) {
        boolean full;
        synchronized (this) {
            waiting.append(line);
            full = waiting.length() >= MOST_WAITING;
        }
        if (full) {
            write();
        }
    }

    void flush() throws ResultFolderException {
        write();
        throwFailure();
    }

    void close() throws ResultFolderException {
        write();
        synchronized (disk) {
            try {
                out.close();
            } catch (IOException e) {
                failed(e);
            }
        }
        throwFailure();
    }

    /** The disk's lock is taken first, so that what was swapped out is written in its order. */
    private void write() {
        synchronized (disk) {
            StringBuilder lines = swap();
            try {
                out.append(lines);
                out.flush();
            } catch (IOException e) {
                failed(e);
            }
        }
    }

    private synchronized StringBuilder swap() {
        StringBuilder lines = waiting;
        waiting = new StringBuilder();
        return lines;
    }

    private synchronized void failed(IOException e) {
        failure = failure == null ? e : failure;
    }

    private synchronized void throwFailure() throws ResultFolderException {
        if (failure != null) {
            throw new ResultFolderException(
                    "cannot write " + file + ": " + ResultFolderException.reason(failure), failure);
        }
    }
}
