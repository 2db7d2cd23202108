package dev.flatline.chaos.process;

import java.io.IOException;
import java.util.List;

/**
 * Adds up the processor time of a server's processes over its restarts. The time of a process that ended between two looks counts up
 * to the first of them, unless its parent has waited for it. May be used from any thread.
 */
final class CpuMeter {

    /** USER_HZ, in which Linux tells user space of time: 100 on all machines that a JDK is built for. */
    private static final double TICK_NANOS = 1e7;

    private long pastTicks;
    private long lastTicks;

    /** The server is about to be started: nobody of it is alive. */
    synchronized void begin() {
        pastTicks += lastTicks;
        lastTicks = 0;
    }

    /** Looks at who is alive, and returns them. */
    synchronized List<ProcStat> look(Members members) throws IOException {
        List<ProcStat> all = members.all();
        lastTicks =
                Math.max(lastTicks, all.stream().mapToLong(ProcStat::cpuTicks).sum());
        return all;
    }

    /** The time until the last look, in nanoseconds. */
    synchronized double nanos() {
        return (pastTicks + lastTicks) * TICK_NANOS;
    }
}
