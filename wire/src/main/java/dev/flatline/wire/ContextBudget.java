package dev.flatline.wire;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many connections may own compression contexts at one time; those beyond do without takeover and are counted. May be
 * used from any thread: one budget bounds all loops of a server or a fleet.
 *
 * <p>A connection that owns both contexts takes up to 310 KiB of native memory, of which 265 are the Deflater's; 105 KiB
 * are enough as long as it has sent and received a kilobyte or so. Measured as growth of the resident set over 1,000
 * pairs, with JDK 17 on zlib 1.2.13. What is ended serves the next pair; the allocator of the C library does not hand all
 * of it back to the operating system.
 */
public final class ContextBudget {

    private final int maxContexts;
    private final AtomicInteger taken = new AtomicInteger();
    private final LongAdder refused = new LongAdder();

    /**
     * @param maxContexts connections, from 0
     */
    public ContextBudget(int maxContexts) {
        if (maxContexts < 0) {
            throw new IllegalArgumentException("maxContexts: " + maxContexts + ", accepted is 0 or more");
        }
        this.maxContexts = maxContexts;
    }

    /** Takes a place for one connection, or counts that there was none. */
    public boolean take() {
        int before = taken.getAndUpdate(now -> now < maxContexts ? now + 1 : now);
        if (before == maxContexts) {
            refused.increment();
        }
        return before < maxContexts;
    }

    /** Gives back a place that was taken. */
    public void giveBack() {
        if (taken.getAndDecrement() == 0) {
            taken.incrementAndGet();
            throw new IllegalStateException("a context was given back that nobody had taken");
        }
    }

    /** Connections that have a place. */
    public int taken() {
        return taken.get();
    }

    /** How often there was no place. */
    public long refused() {
        return refused.sum();
    }
}
