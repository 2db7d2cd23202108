package dev.flatline.core.measure;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What happened in each second of a run. A second is closed when the next event or tick lies beyond it; gauges are taken
 * at its end. Not thread-safe.
 */
final class Timeline {

    private final long originNanos;
    private final boolean serverSeen;
    private final List<Second> seconds = new ArrayList<>();
    private final Map<Counted, Long> counts = new EnumMap<>(Counted.class);

    int open;
    int serverOpen;
    int ghosts;

    /** What is counted per second. */
    enum Counted {
        ATTEMPTS,
        OPENED,
        FAILED,
        LOST,
        HEARTBEATS,
        MESSAGES
    }

    /** Creates an empty timeline; what the server holds is left unseen if it is not ours. */
    Timeline(long originNanos, boolean serverSeen) {
        this.originNanos = originNanos;
        this.serverSeen = serverSeen;
    }

    void count(Counted what) {
        counts.merge(what, 1L, Long::sum);
    }

    /** Closes every second that lies wholly before {@code nowNanos}. */
    void advance(long nowNanos) {
        while (nowNanos - originNanos >= (seconds.size() + 1) * 1_000_000_000L) {
            close();
        }
    }

    List<Second> seconds() {
        return seconds;
    }

    /** The running second as it stands. */
    Second running() {
        return new Second(
                seconds.size(),
                open,
                serverSeen ? serverOpen : Second.UNSEEN,
                serverSeen ? ghosts : Second.UNSEEN,
                of(Counted.ATTEMPTS),
                of(Counted.OPENED),
                of(Counted.FAILED),
                of(Counted.LOST),
                of(Counted.HEARTBEATS),
                of(Counted.MESSAGES));
    }

    private void close() {
        seconds.add(running());
        counts.clear();
    }

    private long of(Counted what) {
        return counts.getOrDefault(what, 0L);
    }
}
