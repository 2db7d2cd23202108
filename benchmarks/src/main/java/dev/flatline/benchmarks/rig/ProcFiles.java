package dev.flatline.benchmarks.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What Linux tells of a process in its folder of /proc. */
public final class ProcFiles {

    /** The unit of processor times there is USER_HZ, which is 100 on every architecture that a JVM runs on. */
    private static final long NANOS_PER_TICK = 10_000_000;

    /** In the line of a process behind its name: user and system time, then those of children that were waited for. */
    private static final int USER_TIME = 11;

    private static final int CHILD_USER_TIME = 13;
    private static final int AFTER_CHILD_TIMES = 15;

    private ProcFiles() {}

    /** The folder of a process. */
    public static Path of(long pid) {
        return Path.of("/proc", Long.toString(pid));
    }

    /** User and system time, in steps of 10 ms. */
    public static long cpuNanos(Path process) throws IOException {
        return ticks(Files.readString(process.resolve("stat"))) * NANOS_PER_TICK;
    }

    /** What is resident. */
    public static long residentBytes(Path process) throws IOException {
        return residentBytes(Files.readAllLines(process.resolve("status")));
    }

    static long residentBytes(List<String> status) throws IOException {
        return status.stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                .findFirst()
                .orElseThrow(() -> new IOException("the kernel does not tell what is resident"));
    }

    /** User and system ticks of a process and of those that it has waited for. */
    static long ticksWithChildren(String stat) {
        return ticks(stat, USER_TIME, AFTER_CHILD_TIMES);
    }

    /** The name, in parentheses, may hold anything. */
    static long ticks(String stat) {
        return ticks(stat, USER_TIME, CHILD_USER_TIME);
    }

    private static long ticks(String stat, int from, int to) {
        String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Arrays.stream(words, from, to).mapToLong(Long::parseLong).sum();
    }
}
