package dev.flatline.core.measure.shard;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
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
    private final long originNanos;
    private final List<Stream> streams = new ArrayList<>();
    private long untilNanos = Long.MAX_VALUE;
    private long told;
    private long late;

    /** Creates a merge of so many streams that tell the same listeners. */
    public StreamMerge(int streams, long originNanos, EventDecoder decoder, ShardListeners listeners) {
        this(originNanos, decoder, Collections.nCopies(streams, listeners));
    }

    /**
     * Creates a merge. Instants are compared by how far they lie from {@code originNanos}.
     *
     * @param listeners of each stream, in the order of the streams
     */
    public StreamMerge(long originNanos, EventDecoder decoder, List<ShardListeners> listeners) {
        this.decoder = decoder;
        this.originNanos = originNanos;
        listeners.forEach(each -> streams.add(new Stream(each)));
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
            decoder.tellNext(piece.records, stream.listeners);
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

        private final ShardListeners listeners;
        private final Deque<Piece> pieces = new ArrayDeque<>();
        private long promisedNanos = Long.MIN_VALUE;
        private long keyNanos = Long.MIN_VALUE;
        private boolean ended;

        Stream(ShardListeners listeners) {
            this.listeners = listeners;
        }

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
