package dev.flatline.chaos;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * The room that a proxy has for delayed bytes, over all its connections: what is on the wire of a long line has to be
 * somewhere. May be used from any thread; the bound may be exceeded by one read of each event loop.
 */
final class DelayRoom {

    private final long totalBytes;
    private final AtomicLong takenBytes = new AtomicLong();
    private final LongAdder pauses = new LongAdder();

    DelayRoom(long totalBytes) {
        this.totalBytes = totalBytes;
    }

    /** A flow holds that many bytes more, or less. */
    void changed(long bytes) {
        takenBytes.addAndGet(bytes);
    }

    /** Whether a flow may hold more than one without a delay. */
    boolean hasRoom() {
        return takenBytes.get() < totalBytes;
    }

    /** A flow that delays has paused its source, because it or all together held too much. */
    void paused() {
        pauses.increment();
    }

    long pauses() {
        return pauses.sum();
    }

    long takenBytes() {
        return takenBytes.get();
    }
}
