package dev.flatline.benchmarks.server;

import java.io.IOException;

/** A program under test, in the process that is measured. */
interface Subject {

    /**
     * Starts; event loops and threads are its own, one loop.
     *
     * @return the port it listens on, or 0 for one that takes no connections
     */
    int start() throws IOException;

    /** What it holds: open connections, or connections that it pretends to have. */
    int open();

    /** Heartbeats that were due, if it counts them. */
    default long fired() {
        return 0;
    }

    /** Processor nanoseconds that its event loop has used. */
    long loopCpuNanos();
}
