package dev.flatline.chaos.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code /proc/PID/stat} says of a process, proc(5).
 *
 * @param pid its id
 * @param state the state letter
 * @param parent the id of its parent
 * @param session the id of its session: that of the process which began it
 * @param cpuTicks processor time, its own and that of the children which it has waited for
 * @param startTicks when it started, since the machine did
 */
record ProcStat(long pid, char state, long parent, long session, long cpuTicks, long startTicks) {

    private static final int FIRST_CPU = 11;
    private static final int LAST_CPU = 14;
    private static final int START = 19;

    /** That of the process with this folder in /proc; empty if it is gone. */
    static Optional<ProcStat> of(Path process) {
        String line;
        try {
            line = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return Optional.empty();
        }
        // The name before it may contain anything, parentheses and spaces too.
        String[] fields = line.substring(line.lastIndexOf(')') + 2).strip().split(" ", -1);
        if (fields.length <= START) {
            return Optional.empty();
        }
        long cpu = 0;
        for (int field = FIRST_CPU; field <= LAST_CPU; field++) {
            cpu += Long.parseLong(fields[field]);
        }
        return Optional.of(new ProcStat(
                Long.parseLong(line.substring(0, line.indexOf(' '))),
                fields[0].charAt(0),
                Long.parseLong(fields[1]),
                Long.parseLong(fields[3]),
                cpu,
                Long.parseLong(fields[START])));
    }

    /** Whether it has ended, and only its parent has not been told yet. */
    boolean isOver() {
        return state == 'Z' || state == 'X' || state == 'x';
    }

    /** Whether a signal, or a debugger, has stopped it. */
    boolean isStopped() {
        return state == 'T' || state == 't';
    }
}
