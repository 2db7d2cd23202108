package dev.flatline.chaos;

import dev.flatline.core.fault.Direction;
import dev.flatline.wire.follow.FrameCounts;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What has gone through one event loop's share of a proxy. That loop alone writes it, any thread reads it, while
 * connections are open as well as later.
 */
final class Traffic {

    private final AtomicLong upstreamBytes = new AtomicLong();
    private final AtomicLong downstreamBytes = new AtomicLong();
    private final AtomicLong upstreamSentBytes = new AtomicLong();
    private final AtomicLong downstreamSentBytes = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong unreachable = new AtomicLong();
    private final FrameCounts upstreamFrames = new FrameCounts();
    private final FrameCounts downstreamFrames = new FrameCounts();

    /** Bytes were read from a direction's source. */
    void arrived(Direction direction, int bytes) {
        add(direction == Direction.UPSTREAM ? upstreamBytes : downstreamBytes, bytes);
    }

    /** Bytes were handed to a direction's sink. */
    void sent(Direction direction, int bytes) {
        add(direction == Direction.UPSTREAM ? upstreamSentBytes : downstreamSentBytes, bytes);
    }

    /** A connection was accepted. */
    void accepted() {
        add(accepted, 1);
    }

    /** The upstream could not be reached. */
    void unreachable() {
        add(unreachable, 1);
    }

    /** Counts the frames of a direction. */
    FrameCounts frames(Direction direction) {
        return direction == Direction.UPSTREAM ? upstreamFrames : downstreamFrames;
    }

    long bytes(Direction direction) {
        return direction == Direction.UPSTREAM ? upstreamBytes.get() : downstreamBytes.get();
    }

    long sentBytes(Direction direction) {
        return direction == Direction.UPSTREAM ? upstreamSentBytes.get() : downstreamSentBytes.get();
    }

    long acceptedConnections() {
        return accepted.get();
    }

    long unreachableUpstreams() {
        return unreachable.get();
    }

    /** One writer, so no atomic addition: this costs what a plain one does. */
    private static void add(AtomicLong counter, long more) {
        counter.setOpaque(counter.getPlain() + more);
    }
}
