package dev.flatline.chaos;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The sockets that this process may have. */
final class Descriptors {

    /** For jars, event loops, the control API and whatever else a process has open. */
    private static final long RESERVED = 200;

    private static final int UNKNOWN = 9_000;

    private Descriptors() {}

    /** How many proxied connections they are enough for, each with two sockets. */
    static int connections() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? connections(unix.getMaxFileDescriptorCount())
                : UNKNOWN;
    }

    static int connections(long descriptors) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, (descriptors - RESERVED) / 2));
    }
}
