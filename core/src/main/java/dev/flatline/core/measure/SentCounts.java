package dev.flatline.core.measure;

import java.util.Arrays;

/**
 * How many messages each of several senders has sent, with and without those that left since the beginning of the last full
 * second, which may still be under way. Not thread-safe.
 */
final class SentCounts {

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final long originNanos;
    private final int[] total;
    private int[] previous;
    private int[] current;
    private long second;

    SentCounts(int senders, long originNanos) {
        this.originNanos = originNanos;
        total = new int[senders];
        previous = new int[senders];
        current = new int[senders];
    }

    void sent(int sender, long nowNanos) {
        long of = Math.floorDiv(nowNanos - originNanos, SECOND_NANOS);
        roll(of);
        total[sender]++;
        if (of == second) {
            current[sender]++;
        } else if (of == second - 1) {
            previous[sender]++;
        }
    }

    /** How many senders there are. */
    int senders() {
        return total.length;
    }

    /** How many have left. */
    long all(int sender) {
        return total[sender];
    }

    /** How many left long enough ago, when {@code closedSeconds} full seconds of the run are over. */
    long settled(int sender, long closedSeconds) {
        roll(closedSeconds);
        return total[sender] - (long) previous[sender] - current[sender];
    }

    /** Makes a later second the current one. */
    private void roll(long to) {
        if (to <= second) {
            return;
        }
        int[] oldest = previous;
        previous = current;
        current = oldest;
        Arrays.fill(current, 0);
        if (to > second + 1) {
            Arrays.fill(previous, 0);
        }
        second = to;
    }
}
