package dev.flatline.core.measure;

import java.util.function.Consumer;

/**
 * Lines of a log about clients, bounded. Each line begins with the second of the run, to the microsecond; fields are separated by
 * tabs. When the lines come to half of the most there may be, those of every other client are left out from then on, and so on each
 * time that another sixteenth of the rest is used up: whoever stays in is there with everything that happens to it, and a run that
 * is twice as long halves its clients once more. Which clients stay is what {@link KeptClients} says. Each step is told in a line of
 * its own, {@code sampled}. Not thread-safe.
 */
final class LineLog {

    private static final int STEPS = 16;

    private final Consumer<CharSequence> sink;
    private final long originNanos;
    private final long maxLines;
    private final StringBuilder line = new StringBuilder();
    private long lines;
    private long dropped;
    private long stepAt;
    private long oneOf = 1;
    private boolean skipping;

    LineLog(Consumer<CharSequence> sink, long originNanos, long maxLines) {
        this.sink = sink;
        this.originNanos = originNanos;
        this.maxLines = maxLines;
        this.stepAt = Math.max(1, maxLines / 2);
    }

    /** Begins a line about nobody in particular: it is kept as long as there is room at all. */
    LineLog at(long nowNanos, String event) {
        return begin(nowNanos, event, isFull());
    }

    /** Begins a line about a client. */
    LineLog at(long nowNanos, String event, int client) {
        return begin(nowNanos, event, isFull() || !KeptClients.keeps(client, oneOf));
    }

    private LineLog begin(long nowNanos, String event, boolean skip) {
        skipping = skip;
        if (!skipping) {
            line.setLength(0);
            long micros = (nowNanos - originNanos) / 1_000;
            line.append(micros / 1_000_000).append('.');
            String fraction = Long.toString(1_000_000 + Math.abs(micros % 1_000_000));
            line.append(fraction, 1, fraction.length()).append('\t').append(event);
        }
        return this;
    }

    LineLog field(long value) {
        if (!skipping) {
            line.append('\t').append(value);
        }
        return this;
    }

    LineLog field(String value) {
        if (!skipping) {
            line.append('\t').append(value);
        }
        return this;
    }

    /** Ends the line. */
    void end() {
        if (skipping) {
            dropped++;
            return;
        }
        lines++;
        sink.accept(line.append('\n'));
        if (lines >= stepAt && !isFull()) {
            step();
        }
    }

    private void step() {
        int second = line.indexOf("\t");
        oneOf *= 2;
        stepAt = lines + Math.max(1, (maxLines - maxLines / 2) / STEPS);
        line.setLength(second);
        line.append("\tsampled\t1/").append(oneOf).append('\n');
        lines++;
        sink.accept(line);
    }

    /** A full log formats nothing. */
    private boolean isFull() {
        return lines >= maxLines;
    }

    /** Lines that were left out. */
    long dropped() {
        return dropped;
    }

    /** Of how many clients one is kept by now. */
    long oneOf() {
        return oneOf;
    }
}
