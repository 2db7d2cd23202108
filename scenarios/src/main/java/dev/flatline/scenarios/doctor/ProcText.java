package dev.flatline.scenarios.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The small text files in which a kernel says how it is; what is not there is empty. */
final class ProcText {

    private static final int MOST_BYTES = 1 << 16;

    private ProcText() {}

    /** One large read: a file below /proc/sys answers the first read and no other, whatever its length. */
    static String of(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.US_ASCII);
        } catch (IOException absent) {
            return "";
        }
    }

    /** The first group of a pattern, if it is there and a number. */
    static OptionalLong number(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text.strip());
        try {
            return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
        } catch (NumberFormatException tooLarge) {
            return OptionalLong.empty();
        }
    }

    /** The number that a file begins with. */
    static OptionalLong number(Path file) {
        return number(of(file), "^(\\d+)");
    }

    static OptionalLong times(OptionalLong count, long unit) {
        return count.isPresent() ? OptionalLong.of(count.getAsLong() * unit) : count;
    }
}
