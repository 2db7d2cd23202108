package dev.flatline.core.fault.line;

import dev.flatline.core.fault.Impairment;
import java.util.random.RandomGenerator;

/**
 * A narrow pipe: bytes leave one after the other, and a chunk is delivered when its last byte is through. Exact: what
 * integer division leaves over is carried to the next chunk, so a busy pipe does not drift. An idle pipe saves nothing up.
 *
 * @param bytesPerSecond the rate, at most a terabyte; 0 lets nothing pass, and loses nothing
 */
public record BandwidthLine(long bytesPerSecond) implements LineModel {

    private static final long MOST_BYTES_PER_SECOND = 1_000_000_000_000L;
    private static final long SLICES_PER_SECOND = 100;
    private static final long QUEUES_PER_SECOND = 10;
    private static final int MOST_SLICE_BYTES = 64 * 1024;
    private static final long SECOND_NANOS = 1_000_000_000;

    /** Checks the range. */
    public BandwidthLine {
        Ranges.require(
                bytesPerSecond >= 0 && bytesPerSecond <= MOST_BYTES_PER_SECOND,
                "rate must be 0 to 1000000000000 bytes per second");
    }

    @Override
    public Impairment line() {
        return bytesPerSecond == 0 ? Impairment.HOLD : new Pipe(bytesPerSecond);
    }

    /** Ten milliseconds' worth, at least 1 byte and at most 64 KiB; 64 KiB where nothing passes. */
    @Override
    public int sliceBytes() {
        return bytesPerSecond == 0
                ? MOST_SLICE_BYTES
                : (int) Math.max(1, Math.min(MOST_SLICE_BYTES, bytesPerSecond / SLICES_PER_SECOND));
    }

    /** A tenth of a second's worth: enough for the pipe to stay busy while the sender is told to go on. */
    @Override
    public long queueBytes() {
        return bytesPerSecond / QUEUES_PER_SECOND;
    }

    /** Busy until {@code busyNanos + carry / rate} nanoseconds. */
    private static final class Pipe implements Impairment {

        private final long rate;
        private long busyNanos = Long.MIN_VALUE;
        private long carry;

        Pipe(long rate) {
            this.rate = rate;
        }

        @Override
        public long deliverAtNanos(long arrivedNanos, int bytes, RandomGenerator random) {
            if (arrivedNanos > busyNanos) {
                busyNanos = arrivedNanos;
                carry = 0;
            }
            long work = bytes * SECOND_NANOS + carry;
            long nanos = work / rate;
            carry = work % rate;
            busyNanos = busyNanos > HELD - nanos ? HELD : busyNanos + nanos;
            return busyNanos;
        }
    }
}
