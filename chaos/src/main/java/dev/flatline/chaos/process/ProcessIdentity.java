package dev.flatline.chaos.process;

import dev.flatline.chaos.rollback.Undo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Which process it is, for good: ids are given again, but never with the same start, and starts are counted anew when the machine
 * starts.
 *
 * @param boot the kernel's name for the time since the machine started
 * @param pid the id
 * @param startTicks when it started, since the machine did
 */
record ProcessIdentity(String boot, long pid, long startTicks) {

    private static final String BOOT = "boot";
    private static final String PID = "pid";
    private static final String START = "start";

    /** That of a process that lives; empty if it is gone. */
    static Optional<ProcessIdentity> of(Path proc, long pid) {
        return ProcStat.of(proc.resolve(Long.toString(pid)))
                .map(stat -> new ProcessIdentity(boot(proc), pid, stat.startTicks()));
    }

    /** The one that was written down. */
    static ProcessIdentity from(Undo undo) {
        return new ProcessIdentity(undo.fact(BOOT), Long.parseLong(undo.fact(PID)), Long.parseLong(undo.fact(START)));
    }

    /** What is to be written down. */
    void addTo(Map<String, String> facts) {
        facts.put(BOOT, boot);
        facts.put(PID, Long.toString(pid));
        facts.put(START, Long.toString(startTicks));
    }

    /** Whether the machine has not been started again since. */
    boolean isOfThisBoot(Path proc) {
        return boot.equals(boot(proc));
    }

    private static String boot(Path proc) {
        try {
            return Files.readString(proc.resolve("sys/kernel/random/boot_id")).strip();
        } catch (IOException unknown) {
            return "";
        }
    }
}
