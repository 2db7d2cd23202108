package dev.flatline.scenarios.doctor;

import java.util.Locale;
import java.util.OptionalLong;

/** Bytes and numbers in words. */
final class Sizes {

    private static final long UNLIMITED = Long.MAX_VALUE / 2;
    private static final double KIB = 1 << 10;
    private static final double MIB = 1 << 20;
    private static final double GIB = 1 << 30;

    private Sizes() {}

    /** As many of the largest unit that it has at least one of, with one digit behind the point. */
    static String bytes(long count) {
        if (count == 0) {
            return "0";
        }
        if (count >= GIB) {
            return String.format(Locale.ROOT, "%.1f GiB", count / GIB);
        }
        return count >= MIB
                ? String.format(Locale.ROOT, "%.0f MiB", count / MIB)
                : String.format(Locale.ROOT, "%.1f KiB", count / KIB);
    }

    /** In MiB, as commands take them: no less than it is. */
    static long mebibytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }

    static String known(OptionalLong value) {
        if (value.isEmpty()) {
            return "unknown";
        }
        return value.getAsLong() > UNLIMITED ? "unlimited" : String.format(Locale.ROOT, "%,d", value.getAsLong());
    }

    static String knownBytes(OptionalLong value) {
        return value.isPresent() ? bytes(value.getAsLong()) : "unknown";
    }

    /** Why so many clients do not fit into so many bytes. */
    static String shortage(long clients, long need, String what, long each, long have, String who) {
        return String.format(
                Locale.ROOT,
                "%,d clients need %s of %s (%s each), and %s %s.",
                clients,
                bytes(need),
                what,
                bytes(each),
                who,
                bytes(have));
    }
}
