package dev.flatline.benchmarks.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** How much of the machine other programs used meanwhile, from the kernel's counts of processor time. */
public final class Noise {

    private static final Path MACHINE = Path.of("/proc/stat");
    private static final Path PROCESS = Path.of("/proc/self/stat");
    private static final double TOO_MUCH = 0.1;
    private static final double PERCENT = 100;
    /** In the line of the machine: idle and iowait. The others are work, of us, of others or of other virtual machines. */
    private static final int IDLE = 3;

    private static final int IOWAIT = 4;
    /** Guest time is counted as user time already. */
    private static final int COUNTED = 8;

    private final long[] machine;
    private final long own;

    private Noise(long[] machine, long own) {
        this.machine = machine;
        this.own = own;
    }

    /** Starts to look. */
    public static Noise begin() throws IOException {
        return new Noise(machineTicks(), ownTicks());
    }

    /** A line for the user. Processes that this one started count as its own once they have ended. */
    public String verdict() throws IOException {
        long[] now = machineTicks();
        long all = 0;
        long busy = 0;
        for (int i = 0; i < COUNTED; i++) {
            long ticks = now[i] - machine[i];
            all += ticks;
            busy += i == IDLE || i == IOWAIT ? 0 : ticks;
        }
        double others = Math.max(0, busy - (ownTicks() - own)) / (double) Math.max(1, all);
        return String.format(
                Locale.ROOT,
                "other programs used %.0f %% of the machine meanwhile%s",
                others * PERCENT,
                others > TOO_MUCH ? ": too noisy for figures, read the ratios" : "");
    }

    private static long[] machineTicks() throws IOException {
        String line = Files.readAllLines(MACHINE).get(0);
        return Arrays.stream(line.replaceFirst("cpu +", "").split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    /** User and system time of this process and of those that it has waited for. */
    private static long ownTicks() throws IOException {
        return ProcFiles.ticksWithChildren(Files.readString(PROCESS));
    }
}
