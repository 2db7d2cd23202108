package dev.flatline.core.measure.shard;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Merges the streams of several processes into one, by the instants of their events: an event is told once no stream can
 * tell of an earlier one, which each promises from time to time by its watermark. Events of one stream keep their order. One
 * that comes after its stream promised that it would not is told all the same, and counted.
 *
 * <p>Not thread-safe. Nothing waits here: a stream that promises nothing holds up the others until it is ended.
 */
public final class StreamMerge {

    private final EventDecoder decoder;
    private final ShardListeners listeners;
    private final long originNanos;
    private final List<Stream> streams = new ArrayList<>();
    private long untilNanos = Long.MAX_VALUE;
    private long told;
    private long late;

    /** Creates a merge of so many streams. Instants are compared by how far they lie from {@code originNanos}. */
    public StreamMerge(int streams, long originNanos, EventDecoder decoder, ShardListeners listeners) {
        this.decoder = decoder;
        this.listeners = listeners;
        this.originNanos = originNanos;
        for (int index = 0; index < streams; index++) {
            this.streams.add(new Stream());
        }
    }

    /**
     * Takes the next piece of a stream.
     *
     * @param records whole records; they are read later and must not change
     * @param watermarkNanos no record of a later piece has an earlier instant
     * @param onTold run when all of the piece has been told
     */
    public void offer(int stream, ByteBuffer records, long watermarkNanos, Runnable onTold) {
        Stream to = streams.get(stream);
        if (!to.ended) {
            to.pieces.add(new Piece(records, watermarkNanos - originNanos, onTold));
            to.settle();
        }
    }

    /** Nothing more comes from a stream; it holds nobody up. What came before is told. */
    public void end(int stream) {
        streams.get(stream).ended = true;
    }

    /** What lies after this instant is not told. */
    public void tellUntil(long nanos) {
        untilNanos = nanos - originNanos;
    }

    /** Tells all that can be told by now. */
    public void drain() {
        while (true) {
            Stream next = first();
            long limit = next == null ? Long.MIN_VALUE : limit(next);
            if (next == null || next.keyNanos > limit) {
                return;
            }
            tell(next, limit);
        }
    }

    /** The stream with the earliest event, or null when none has any. */
    private @Nullable Stream first() {
        Stream first = null;
        for (Stream stream : streams) {
            if (stream.hasEvent() && (first == null || stream.keyNanos < first.keyNanos)) {
                first = stream;
            }
        }
        return first;
    }

    /** Up to which instant a stream may be told, for all that the others have or may still send. */
    private long limit(Stream next) {
        long limit = untilNanos;
        for (Stream other : streams) {
            if (other != next) {
                limit = Math.min(limit, other.boundNanos());
            }
        }
        return limit;
    }

    /** Tells of one stream as long as it is the first. */
    private void tell(Stream stream, long lastNanos) {
        while (stream.hasEvent() && stream.keyNanos <= lastNanos) {
            Piece piece = stream.pieces.element();
            if (EventDecoder.nanosOf(piece.records) - originNanos < stream.promisedNanos) {
                late++;
            }
            decoder.tellNext(piece.records, listeners);
            told++;
            stream.settle();
        }
    }

    /**
     * The instant up to which everything has been told, but for what comes late: at most that of {@link #tellUntil}, without
     * which it means nothing once all streams have ended.
     */
    public long frontierNanos() {
        long frontier = untilNanos;
        for (Stream stream : streams) {
            frontier = Math.min(frontier, stream.boundNanos());
        }
        return originNanos + frontier;
    }

    /** How many events were told. */
    public long told() {
        return told;
    }

    /** How many of them came after a promise that they would not. */
    public long late() {
        return late;
    }

    private record Piece(ByteBuffer records, long watermarkNanos, Runnable onTold) {}

    /** What of one process is still to be told. */
    private final class Stream {

        private final Deque<Piece> pieces = new ArrayDeque<>();
        private long promisedNanos = Long.MIN_VALUE;
        private long keyNanos = Long.MIN_VALUE;
        private boolean ended;

        boolean hasEvent() {
            return !pieces.isEmpty();
        }

        /** Nothing of it is earlier. */
        long boundNanos() {
            if (hasEvent()) {
                return keyNanos;
            }
            return ended ? Long.MAX_VALUE : promisedNanos;
        }

        /** Lets go of what is told, and finds the next event. An event counts as no earlier than the one before it. */
        void settle() {
            while (!pieces.isEmpty()) {
                Piece piece = pieces.element();
                if (piece.records.hasRemaining()) {
                    keyNanos = Math.max(keyNanos, EventDecoder.nanosOf(piece.records) - originNanos);
                    return;
                }
                promisedNanos = piece.watermarkNanos;
                pieces.remove();
                piece.onTold.run();
            }
        }
    }
}
