package dev.flatline.core.measure;

import java.util.Arrays;

/**
 * Counts what was sent and never answered. What left since the beginning of the last full second may still be under way,
 * and counts neither way; what is under way to or from a client that leaves by its own choice is not missed by anybody. Not
 * thread-safe.
 */
final class UnansweredMeter {

    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final int AGES = 3;

    private final long originNanos;
    /** For each client, what is under way on its connection: sent in its latest second, in the one before, and earlier. */
    private final int[] underWay;
    /** The latest second in which each client sent something. */
    private final int[] latest;

    private long second;
    private long older;
    private long previous;
    private long current;

    UnansweredMeter(int clients, long originNanos) {
        this.originNanos = originNanos;
        this.underWay = new int[AGES * clients];
        this.latest = new int[clients];
    }

    void sent(int client, long sentNanos) {
        long of = secondOf(sentNanos);
        age(client, of);
        underWay[place(client, of)]++;
        add(of, 1);
    }

    void answered(int client, long sentNanos) {
        long of = secondOf(sentNanos);
        int place = place(client, of);
        underWay[place] = Math.max(0, underWay[place] - 1);
        add(of, -1);
    }

    /** The client's connection is gone: what was under way on it will not be answered. */
    void cutOff(int client) {
        Arrays.fill(underWay, AGES * client, AGES * (client + 1), 0);
    }

    /** The client left by its own choice: what is under way was not lost, whatever becomes of it. */
    void left(int client) {
        for (int age = 0; age < AGES; age++) {
            add(latest[client] - (long) age, -underWay[AGES * client + age]);
        }
        cutOff(client);
    }

    private int place(int client, long of) {
        return AGES * client + (int) Math.max(0, Math.min(AGES - 1, latest[client] - of));
    }

    /** What was sent in a client's latest second is of the second before, or earlier, once it sends in a later one. */
    private void age(int client, long to) {
        int at = AGES * client;
        for (long by = Math.min(AGES, to - latest[client]); by > 0; by--) {
            underWay[at + 2] += underWay[at + 1];
            underWay[at + 1] = underWay[at];
            underWay[at] = 0;
        }
        latest[client] = (int) Math.max(latest[client], to);
    }

    private long secondOf(long nanos) {
        return Math.floorDiv(nanos - originNanos, SECOND_NANOS);
    }

    /** How many are lost, when {@code closedSeconds} full seconds of the run are over. */
    long lost(long closedSeconds) {
        roll(closedSeconds);
        return Math.max(0, older);
    }

    private void add(long of, int delta) {
        roll(of);
        if (of == second) {
            current += delta;
        } else if (of == second - 1) {
            previous += delta;
        } else {
            older += delta;
        }
    }

    /** Makes a later second the current one. */
    private void roll(long to) {
        if (to <= second) {
            return;
        }
        older += previous;
        previous = to == second + 1 ? current : 0;
        older += to == second + 1 ? 0 : current;
        current = 0;
        second = to;
    }
}
