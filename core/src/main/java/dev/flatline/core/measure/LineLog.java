package dev.flatline.core.measure;

import java.util.function.Consumer;

/**
 * Lines of a log, bounded: past the limit they are counted, not kept. Each line begins with the second of the run, to the
 * microsecond; fields are separated by tabs. Not thread-safe.
 */
final class LineLog {

    private final Consumer<CharSequence> sink;
    private final long originNanos;
    private final long maxLines;
    private final StringBuilder line = new StringBuilder();
    private long lines;
    private long dropped;

    LineLog(Consumer<CharSequence> sink, long originNanos, long maxLines) {
        this.sink = sink;
        this.originNanos = originNanos;
        this.maxLines = maxLines;
    }

    /** Begins a line. */
    LineLog at(long nowNanos, String event) {
        if (isFull()) {
            return this;
        }
        line.setLength(0);
        long micros = (nowNanos - originNanos) / 1_000;
        line.append(micros / 1_000_000).append('.');
        String fraction = Long.toString(1_000_000 + Math.abs(micros % 1_000_000));
        line.append(fraction, 1, fraction.length()).append('\t').append(event);
        return this;
    }

    LineLog field(long value) {
        if (!isFull()) {
            line.append('\t').append(value);
        }
        return this;
    }

    LineLog field(String value) {
        if (!isFull()) {
            line.append('\t').append(value);
        }
        return this;
    }

    /** Ends the line. */
    void end() {
        if (isFull()) {
            dropped++;
            return;
        }
        lines++;
        sink.accept(line.append('\n'));
    }

    /** A full log formats nothing: a fleet of millions fills it early. */
    private boolean isFull() {
        return lines == maxLines;
    }

    long dropped() {
        return dropped;
    }
}
