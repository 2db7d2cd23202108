package dev.flatline.core.measure;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file of a run, one after the other. What follows the last line break was torn by a kill, or is not written to its
 * end yet: it is no line, and is counted. Bytes that are no UTF-8 become the replacement character, and a file without line breaks
 * takes no more memory than the longest line that there may be.
 */
public final class LineInput implements Closeable {

    /** The longest line, in bytes; ours are a few thousand at most. */
    static final int MOST_BYTES = 1 << 20;

    private final Path file;
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private int from;
    private int to;
    private long number;

    /** Opens the file. */
    public LineInput(Path file) throws IOException {
        this.file = file;
        this.in = Files.newInputStream(file);
    }

    /**
     * The next line, without its line break; null at the end.
     *
     * @throws IOException if the file cannot be read, or has a line that cannot be one of ours
     */
    public @Nullable String next() throws IOException {
        while (true) {
            for (int at = from; at < to; at++) {
                if (buffer[at] == '\n') {
                    begin(at);
                    from = at + 1;
                    number++;
                    String line = rest();
                    begun.reset();
                    return line;
                }
            }
            begin(to);
            from = 0;
            to = in.read(buffer);
            if (to < 0) {
                to = 0;
                return null;
            }
        }
    }

    private void begin(int end) throws IOException {
        begun.write(buffer, from, end - from);
        if (begun.size() > MOST_BYTES) {
            throw new IOException(file + " line " + (number + 1) + " is longer than " + MOST_BYTES
                    + " bytes: no file of Flatline is like that");
        }
    }

    /** The number of the line that was returned last, from 1. */
    public long number() {
        return number;
    }

    /** What follows the last line break, at the end. */
    public String rest() {
        return begun.toString(StandardCharsets.UTF_8);
    }

    /** At the end: 1 if the last line was torn, else 0. */
    public int torn() {
        return begun.size() == 0 ? 0 : 1;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
