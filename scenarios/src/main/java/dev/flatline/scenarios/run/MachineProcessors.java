package dev.flatline.scenarios.run;

import com.sun.management.OperatingSystemMXBean;
import dev.flatline.scenarios.doctor.ProcFiles;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The processors of this machine, as the JVM and {@code /proc/stat} tell; where there is none, only the JVM does. */
final class MachineProcessors implements ProcessorReading {

    private static final int LINE = 256;
    private static final int IDLE = 4;
    private static final int WAITING = 5;
    private static final int LAST = 8;
    private static final double THOUSANDTHS = 1_000;

    private final Path stat;
    private final int cores;
    private final double allowed;

    MachineProcessors(Path stat, int cores, double allowed) {
        this.stat = stat;
        this.cores = cores;
        this.allowed = allowed;
    }

    /** Those of this machine, and what the control groups of this process leave of them. */
    static MachineProcessors here() {
        var processors = ProcFiles.read().processors();
        int cores = processors.cores();
        double allowed = processors.groupThousandths().isPresent()
                ? processors.groupThousandths().getAsLong() / THOUSANDTHS
                : cores;
        return new MachineProcessors(Path.of("/proc/stat"), cores, Math.min(cores, allowed));
    }

    @Override
    public long ownNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : -1;
    }

    /** The first line: cpu, user, nice, system, idle, waiting for disks, interrupts (two), stolen by the host. */
    @Override
    public Ticks ticks() {
        try (InputStream in = Files.newInputStream(stat)) {
            String[] fields = new String(in.readNBytes(LINE), StandardCharsets.US_ASCII)
                    .lines()
                    .findFirst()
                    .orElse("")
                    .split(" +", -1);
            long total = 0;
            for (int index = 1; index <= LAST; index++) {
                total += Long.parseLong(fields[index]);
            }
            return new Ticks(total - Long.parseLong(fields[IDLE]) - Long.parseLong(fields[WAITING]), total);
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException unknown) {
            return Ticks.UNKNOWN;
        }
    }

    @Override
    public int cores() {
        return cores;
    }

    @Override
    public double allowed() {
        return allowed;
    }
}
