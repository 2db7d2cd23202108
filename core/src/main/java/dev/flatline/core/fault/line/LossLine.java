package dev.flatline.core.fault.line;

import dev.flatline.core.fault.Impairment;
import java.util.random.RandomGenerator;

/**
 * Loss as what TCP makes of it: delay, never missing bytes. A chunk is sent in segments of {@link #SEGMENT_BYTES}, at least
 * one (the end of the stream is one), and each meets the loss model.
 *
 * <p><b>Alone</b> on the line, as heartbeats are, a segment has nothing behind it whose acknowledgements would tell of the
 * loss. Only the timer does: it is sent again, and may be lost again, up the ladder of {@link Retransmission#stallNanos}.
 *
 * <p><b>In a stream</b> (the chunk is longer than a segment, or came within a round trip of what went before) each lost segment
 * costs one round trip, the fast retransmission of RFC 6582, which gets through. The losses of one chunk add up; chunks
 * wait for each other only because order is kept, so there is a delay but no limit on throughput.
 *
 * <p>Feed it whole chunks: whoever slices for a {@link BandwidthLine} should do that behind this line, or every slice will
 * count as a segment.
 *
 * @param loss which segments are lost
 * @param retransmission how that is mended
 */
public record LossLine(LossModel loss, Retransmission retransmission) implements LineModel {

    /** What a segment carries: an Ethernet frame without the headers of IPv4 and TCP. */
    public static final int SEGMENT_BYTES = 1460;

    /** Mended as Linux does. */
    public LossLine(LossModel loss) {
        this(loss, Retransmission.LINUX);
    }

    @Override
    public Impairment line() {
        return new Sender(loss.process(), retransmission);
    }

    private static final class Sender implements Impairment {

        private final LossProcess loss;
        private final Retransmission retransmission;
        private boolean fresh = true;
        private long lastDueNanos;

        Sender(LossProcess loss, Retransmission retransmission) {
            this.loss = loss;
            this.retransmission = retransmission;
        }

        @Override
        public long deliverAtNanos(long arrivedNanos, int bytes, RandomGenerator random) {
            int segments = Math.max(1, (int) ((bytes + SEGMENT_BYTES - 1L) / SEGMENT_BYTES));
            boolean alone = segments == 1 && !inFlight(arrivedNanos);
            long due = arrivedNanos + (alone ? timeouts(random) : fastRetransmits(segments, random));
            lastDueNanos = fresh ? due : Math.max(due, lastDueNanos);
            fresh = false;
            return lastDueNanos;
        }

        /** Whether something sent before is not acknowledged yet: it was received, and the word of that is on its way. */
        private boolean inFlight(long nowNanos) {
            return !fresh && nowNanos - lastDueNanos < retransmission.rttNanos();
        }

        private long timeouts(RandomGenerator random) {
            int losses = 0;
            while (losses < retransmission.maxLosses() && loss.loses(random)) {
                losses++;
            }
            return retransmission.stallNanos(losses);
        }

        private long fastRetransmits(int segments, RandomGenerator random) {
            long losses = 0;
            for (int i = 0; i < segments; i++) {
                losses += loss.loses(random) ? 1 : 0;
            }
            return losses * retransmission.rttNanos();
        }
    }
}
