package dev.flatline.scenarios.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads {@link Machine} from {@code /proc}; where there is none, nothing is known, and that is no error. */
public final class ProcFiles {

    private static final int MOST_BYTES = 1 << 16;
    private static final int SOFT = 1;
    private static final int HARD = 2;
    private static final Pattern OPEN_FILES = Pattern.compile("(?m)^Max open files\\s+(\\S+)\\s+(\\S+)");

    private ProcFiles() {}

    /** This machine, as it stands. */
    public static Machine read() {
        return read(Path.of("/proc"), Runtime.getRuntime().availableProcessors());
    }

    static Machine read(Path proc, int cores) {
        String limits = text(proc.resolve("self/limits"));
        String range = text(proc.resolve("sys/net/ipv4/ip_local_port_range"));
        String sockstat = text(proc.resolve("net/sockstat"));
        return new Machine(
                limit(limits, SOFT),
                limit(limits, HARD),
                entries(proc.resolve("self/fd")),
                number(range, "^(\\d+)"),
                number(range, "^\\d+\\s+(\\d+)"),
                number(text(proc.resolve("sys/net/core/somaxconn")), "^(\\d+)"),
                number(sockstat, "(?m)^TCP:.* tw (\\d+)"),
                number(sockstat, "(?m)^TCP: inuse (\\d+)"),
                kibibytes(number(text(proc.resolve("meminfo")), "(?m)^MemAvailable:\\s+(\\d+) kB")),
                cores);
    }

    /** A limit on open files from the text of {@code /proc/self/limits}. */
    static OptionalLong limit(String limits, int column) {
        Matcher line = OPEN_FILES.matcher(limits);
        if (!line.find()) {
            return OptionalLong.empty();
        }
        String value = line.group(column);
        return value.equals("unlimited") ? OptionalLong.of(Integer.MAX_VALUE) : number(value, "^(\\d+)$");
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

    private static OptionalLong kibibytes(OptionalLong count) {
        return count.isPresent() ? OptionalLong.of(count.getAsLong() << 10) : count;
    }

    /** One large read: a file below /proc/sys answers the first read and no other, whatever its length. */
    private static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.US_ASCII);
        } catch (IOException absent) {
            return "";
        }
    }

    private static OptionalLong entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return OptionalLong.of(entries.count());
        } catch (IOException absent) {
            return OptionalLong.empty();
        }
    }
}
