package dev.flatline.chaos.replica;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a server writes, kept in a file up to a bound; its last lines, and whether a line has matched, are known at any time. May
 * be used from any thread.
 */
public final class ServerLog implements AutoCloseable {

    /** What a file may have; what comes after is left out, and the file says so. */
    public static final long MOST_BYTES = 16L << 20;

    private static final int LAST_LINES = 20;
    private static final int LINE_CHARS = 500;
    private static final int WATCHED_LINES = 1_000;

    private final OutputStream file;
    private final Deque<String> last = new ArrayDeque<>();
    private final List<String> watched = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private long bytes;
    private boolean cut;
    private boolean closed;

    /** Appends to a file, which is made if it is missing. */
    public ServerLog(Path file) throws IOException {
        this.file = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Takes what was written. What cannot be kept, because the disk is full, is lost; the run says so by its own files. */
    public synchronized void write(byte[] from, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            take((char) (from[i] & 0xff));
        }
        if (closed || cut) {
            return;
        }
        try {
            if (bytes + length > MOST_BYTES) {
                cut = true;
                file.write(("\n[flatline: cut at " + MOST_BYTES + " bytes]\n").getBytes(StandardCharsets.UTF_8));
                return;
            }
            file.write(from, offset, length);
            bytes += length;
        } catch (IOException full) {
            cut = true;
        }
    }

    private void take(char octet) {
        if (octet != '\n') {
            if (line.length() < LINE_CHARS) {
                line.append(octet);
            }
            return;
        }
        // The octets were taken one by one: they are read as UTF-8 now that they are together.
        String whole =
                new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).strip();
        line.setLength(0);
        if (watched.size() < WATCHED_LINES) {
            watched.add(whole);
        }
        if (!whole.isEmpty()) {
            last.addLast(whole);
            if (last.size() > LAST_LINES) {
                last.removeFirst();
            }
        }
    }

    /** Reads a stream to its end, on the caller's thread. */
    public void drain(InputStream stream) {
        byte[] buffer = new byte[8192];
        try (stream) {
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                write(buffer, 0, read);
            }
        } catch (IOException ended) {
            // A stream of a process that was killed may end so.
            return;
        }
    }

    /** Forgets which lines were seen: a server is about to be started again. */
    public synchronized void begin() {
        watched.clear();
    }

    /** Whether one of the first thousand lines since the last start contains a match. */
    public synchronized boolean has(Pattern pattern) {
        return watched.stream().anyMatch(seen -> pattern.matcher(seen).find());
    }

    /** The last lines that are not empty, oldest first, at most so many. */
    public synchronized List<String> lastLines(int most) {
        List<String> lines = new ArrayList<>(last);
        String rest = line.toString().strip();
        if (!rest.isEmpty()) {
            lines.add(rest);
        }
        return List.copyOf(lines.subList(Math.max(0, lines.size() - most), lines.size()));
    }

    /** The last lines in words that end a sentence: {@code ; its last words: …}; empty if it said nothing. */
    public String lastWords() {
        List<String> lines = lastLines(3);
        return lines.isEmpty() ? "; it wrote nothing" : "; its last words: " + String.join(" | ", lines);
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            file.close();
        } catch (IOException full) {
            cut = true;
        }
    }
}
