package dev.flatline.benchmarks.rig;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the clients of one event loop have seen. Confined to the loop. */
public final class LoadCounts {

    public static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final List<Integer> pings = new ArrayList<>();
    private long pingsFromNanos;
    private long echoes;
    /** Connections that ended although nobody here ended them, and answers that were wrong. */
    private long failures;

    void echoed() {
        echoes++;
    }

    long echoes() {
        return echoes;
    }

    void failed() {
        failures++;
    }

    long failures() {
        return failures;
    }

    /** Forgets the pings that came, and counts in windows from now on. */
    void countPingsFrom(long nowNanos) {
        pings.clear();
        pingsFromNanos = nowNanos;
    }

    void pinged(long nowNanos) {
        int window = (int) ((nowNanos - pingsFromNanos) / WINDOW_NANOS);
        while (pings.size() <= window) {
            pings.add(0);
        }
        pings.set(window, pings.get(window) + 1);
    }

    /** Pings in each window of 100 ms. */
    List<Integer> pings() {
        return List.copyOf(pings);
    }
}
