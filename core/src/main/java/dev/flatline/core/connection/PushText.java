package dev.flatline.core.connection;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The text of a message that goes to somebody else than its sender: {@code fp:<sender + 1>:<sequence>:<intended
 * nanos>:<sent nanos>:} in unsigned hexadecimal, filled up with dots. In the text, instants are those of
 * the clock of the machine, which all its processes share, so that whoever gets it need know nothing of the sender.
 *
 * @param sender the client that sent it, or {@link ConnectionEvents#SERVER}
 * @param sequence its number among those of its stream, from 0
 * @param intendedNanos when it was due
 * @param sentNanos when it left
 */
public record PushText(int sender, long sequence, long intendedNanos, long sentNanos) {

    /** The shortest message that holds the header whatever the numbers are, in bytes. */
    public static final int MIN_BYTES = 64;

    private static final String MARK = "fp:";
    private static final int FIELDS = 4;

    /** The same on a clock that shows so much less (or, below 0, more). */
    PushText earlier(long nanos) {
        return new PushText(sender, sequence, intendedNanos - nanos, sentNanos - nanos);
    }

    /** The message, in {@code bytes} bytes (at least {@link #MIN_BYTES}). */
    public byte[] write(int bytes) {
        StringBuilder head = new StringBuilder(MARK);
        for (long field : new long[] {sender + 1L, sequence, intendedNanos, sentNanos}) {
            head.append(Long.toHexString(field)).append(':');
        }
        byte[] text = Arrays.copyOf(head.toString().getBytes(StandardCharsets.US_ASCII), bytes);
        Arrays.fill(text, head.length(), bytes, (byte) '.');
        return text;
    }

    /** What a message says; empty when the text is not one of ours. */
    public static Optional<PushText> read(byte[] text) {
        long[] fields = new long[FIELDS];
        int at = 0;
        for (; at < MARK.length(); at++) {
            if (at >= text.length || text[at] != MARK.charAt(at)) {
                return Optional.empty();
            }
        }
        for (int field = 0; field < FIELDS; field++) {
            int from = at;
            while (at < text.length && Character.digit(text[at], 16) >= 0 && at - from < 16) {
                fields[field] = fields[field] << 4 | Character.digit(text[at++], 16);
            }
            if (at == from || at == text.length || text[at++] != ':') {
                return Optional.empty();
            }
        }
        return fields[0] < 0 || fields[0] > Integer.MAX_VALUE || fields[1] < 0
                ? Optional.empty()
                : Optional.of(new PushText((int) (fields[0] - 1), fields[1], fields[2], fields[3]));
    }
}
