package dev.flatline.chaos.target;

import dev.flatline.wire.UpgradeHead;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an upgrade request for as long as its connection lasts: the request target and the headers that tell
 * something of the client, in one array of exactly that size. A lookup scans it.
 */
public final class HeadFacts implements RequestFacts {

    /** The same for every client, or of no meaning after the handshake. */
    private static final List<String> TELL_NOTHING =
            List.of("Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version");

    private static final int LINE_END = 2;

    /** The request target, then {@code Name:value} for each header; each ends in a line feed. */
    private final byte[] kept;

    private HeadFacts(byte[] kept) {
        this.kept = kept;
    }

    /** Keeps all that a head tells, which whoever has read the head has bounded. */
    public static HeadFacts of(UpgradeHead head) {
        Keeper keeper = new Keeper(head.bytes());
        keeper.target();
        keeper.headers();
        return new HeadFacts(Arrays.copyOf(keeper.out, keeper.length));
    }

    @Override
    public String path() {
        String target = target();
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    @Override
    public String query() {
        String target = target();
        int question = target.indexOf('?');
        return question < 0 ? "" : target.substring(question + 1);
    }

    @Override
    public List<String> subprotocols() {
        String offered = header("Sec-WebSocket-Protocol");
        if (offered == null) {
            return List.of();
        }
        return Arrays.stream(offered.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** The value of a header, several of one name joined by commas; null if there is none. */
    @Override
    public @Nullable String header(String name) {
        String value = null;
        for (int line = lineAfter(kept, 0); line < kept.length; line = lineAfter(kept, line)) {
            if (isNamed(kept, line, name)) {
                String one = text(line + name.length() + 1, lineAfter(kept, line) - 1);
                value = value == null ? one : value + ", " + one;
            }
        }
        return value;
    }

    /** How many bytes are kept. */
    int keptBytes() {
        return kept.length;
    }

    private String target() {
        return text(0, lineAfter(kept, 0) - 1);
    }

    private String text(int from, int to) {
        return new String(kept, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static int lineAfter(byte[] bytes, int from) {
        int index = from;
        while (bytes[index] != '\n') {
            index++;
        }
        return index + 1;
    }

    private static boolean isNamed(byte[] bytes, int line, String name) {
        for (int i = 0; i < name.length(); i++) {
            if (line + i >= bytes.length || lowerCase(bytes[line + i]) != lowerCase(name.charAt(i))) {
                return false;
            }
        }
        return line + name.length() < bytes.length && bytes[line + name.length()] == ':';
    }

    private static int lowerCase(int c) {
        return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
    }

    /** Copies line after line of a head that a reader has checked. */
    private static final class Keeper {
        private final byte[] from;
        private final byte[] out;
        private int length;

        Keeper(byte[] from) {
            this.from = from;
            this.out = new byte[from.length];
        }

        void target() {
            int start = 0;
            while (from[start] != ' ') {
                start++;
            }
            int end = start + 1;
            while (from[end] != ' ') {
                end++;
            }
            copy(start + 1, end);
            out[length++] = '\n';
        }

        void headers() {
            for (int line = lineAfter(from, 0); line < from.length - LINE_END; line = lineAfter(from, line)) {
                if (!tellsNothing(line)) {
                    header(line, lineAfter(from, line) - LINE_END);
                }
            }
        }

        private void header(int line, int lineEnd) {
            int colon = line;
            while (from[colon] != ':') {
                colon++;
            }
            int start = colon + 1;
            while (start < lineEnd && isBlank(from[start])) {
                start++;
            }
            int end = lineEnd;
            while (end > start && isBlank(from[end - 1])) {
                end--;
            }
            copy(line, colon + 1);
            copy(start, end);
            out[length++] = '\n';
        }

        private void copy(int start, int end) {
            System.arraycopy(from, start, out, length, end - start);
            length += end - start;
        }

        private boolean tellsNothing(int line) {
            for (String name : TELL_NOTHING) {
                if (isNamed(from, line, name)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isBlank(byte octet) {
            return octet == ' ' || octet == '\t';
        }
    }
}
