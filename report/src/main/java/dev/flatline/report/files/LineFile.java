package dev.flatline.report.files;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Lines that are appended from any thread and reach the operating system at the next {@link #flush}. What goes wrong on
 * the way is kept and thrown there: whoever appends is an event loop that can do nothing about a full disk.
 */
final class LineFile {

    private final Path file;
    private final BufferedWriter out;
    private @Nullable IOException failure;

    LineFile(Path file, String header) throws IOException {
        this.file = file;
        this.out = Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        out.append(header).append('\n');
        out.flush();
    }

    /** Appends text that ends its own line. */
    synchronized void append(CharSequence line) {
        if (failure != null) {
            return;
        }
        try {
            out.append(line);
        } catch (IOException e) {
            failure = e;
        }
    }

    synchronized void flush() throws ResultFolderException {
        if (failure == null) {
            try {
                out.flush();
            } catch (IOException e) {
                failure = e;
            }
        }
        throwFailure();
    }

    synchronized void close() throws ResultFolderException {
        try {
            out.close();
        } catch (IOException e) {
            failure = failure == null ? e : failure;
        }
        throwFailure();
    }

    private void throwFailure() throws ResultFolderException {
        if (failure != null) {
            throw new ResultFolderException(
                    "cannot write " + file + ": " + ResultFolderException.reason(failure), failure);
        }
    }
}
