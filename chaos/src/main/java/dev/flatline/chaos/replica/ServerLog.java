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
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a server writes, kept in a file up to a bound; its last lines, and whether a line has matched, are known at any time. May
 * be used from any thread.
 */
public final class ServerLog implements AutoCloseable {

    /** What a file may have; what comes after is left out, and the file says so. */
    public static final long MOST_BYTES = 16L << 20;

    private static final int LAST_LINES = 20;
    private static final int LINE_CHARS = 4_000;
    private static final int WORDS_CHARS = 300;

    /** What terminals take for colours and movements (ECMA-48), and everything else that is not to be printed. */
    private static final Pattern UNPRINTABLE =
            Pattern.compile("\\x1b(\\[[0-?]*[ -/]*[@-~]|\\][^\\x07\\x1b]*(\\x07|\\x1b\\\\)|[@-Z\\\\^_])|\\p{Cntrl}");

    private final OutputStream file;
    private final Optional<Pattern> awaited;
    private final Deque<String> last = new ArrayDeque<>();
    private final StringBuilder line = new StringBuilder();
    private boolean seen;
    private long bytes;
    private boolean cut;
    private boolean closed;

    /**
     * Appends to a file, which is made if it is missing.
     *
     * @param check of which {@link ReadyCheck.Kind#LOG} is looked for in each line, in its first 4,000 characters
     */
    public ServerLog(Path file, ReadyCheck check) throws IOException {
        this.file = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        this.awaited =
                check.kind() == ReadyCheck.Kind.LOG ? Optional.of(Pattern.compile(check.detail())) : Optional.empty();
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
        String whole = text();
        line.setLength(0);
        seen = seen || matches(whole);
        if (!whole.isEmpty()) {
            last.addLast(whole);
            if (last.size() > LAST_LINES) {
                last.removeFirst();
            }
        }
    }

    /** The line so far. Its octets were taken one by one: they are read as UTF-8 now that they are together. */
    private String text() {
        String whole = new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return UNPRINTABLE.matcher(whole).replaceAll("").strip();
    }

    private boolean matches(String text) {
        return awaited.filter(pattern -> pattern.matcher(text).find()).isPresent();
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

    /** Forgets that it was seen: a server is about to be started again. */
    public synchronized void begin() {
        seen = false;
        if (!line.isEmpty()) {
            // The last words of the one before, without an end of line, are not the beginning of a line of this one.
            write(new byte[] {'\n'}, 0, 1);
            seen = false;
        }
    }

    /** Whether what is awaited was seen since the last start; of a line that has not ended, too. */
    public synchronized boolean hasSeen() {
        return seen || matches(text());
    }

    /** The last lines that are not empty, oldest first, at most so many; without colours and control characters. */
    public synchronized List<String> lastLines(int most) {
        List<String> lines = new ArrayList<>(last);
        String rest = text();
        if (!rest.isEmpty()) {
            lines.add(rest);
        }
        return List.copyOf(lines.subList(Math.max(0, lines.size() - most), lines.size()));
    }

    /** The last lines in words that end a sentence: {@code ; its last words: …}. */
    public String lastWords() {
        List<String> lines = lastLines(3).stream()
                .map(said -> said.length() > WORDS_CHARS ? said.substring(0, WORDS_CHARS) + "…" : said)
                .toList();
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
