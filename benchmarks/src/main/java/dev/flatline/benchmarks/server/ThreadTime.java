package dev.flatline.benchmarks.server;

import dev.flatline.wire.Loops;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;

/** The processor time of event loops, asked on the loops themselves. */
final class ThreadTime {

    private ThreadTime() {}

    /** Nanoseconds that the first loop has used. */
    static long of(Loops loops) {
        return CompletableFuture.supplyAsync(
                        () -> ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime(), loops.loop(0))
                .join();
    }
}
