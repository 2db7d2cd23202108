package dev.flatline.chaos.toxic.stream;

import dev.flatline.chaos.toxic.DirectionalToxic;
import dev.flatline.chaos.toxic.LineStage;
import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Stage;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.fault.Impairment;
import java.util.random.RandomGenerator;

/**
 * Cuts bytes into pieces of average_size ± size_variation, with a pause of {@code delay} behind each. Without an average
 * size, nothing is cut. A variation that reaches below one byte means one byte.
 */
public final class SlicerToxic implements DirectionalToxic {

    /** Its type. */
    public static final ToxicType TYPE = ToxicType.toxiproxy("slicer", "cuts bytes into small pieces")
            .whole("average_size", 0, "bytes of a piece on average; 0 cuts nothing")
            .whole("size_variation", 0, "bytes more or less, uniform")
            .whole("delay", 0, "microseconds behind each piece")
            .make(SlicerToxic::new);

    private static final long MOST_BYTES = 1 << 30;

    private final Values values;
    private final int leastBytes;
    private final int mostBytes;
    private final long delayNanos;

    private SlicerToxic(Values values) {
        this.values = values;
        long average = Math.min(MOST_BYTES, values.whole("average_size"));
        long variation = Math.max(0, Math.min(MOST_BYTES, values.whole("size_variation")));
        this.leastBytes = average <= 0 ? Integer.MAX_VALUE : bounded(average - variation);
        this.mostBytes = average <= 0 ? Integer.MAX_VALUE : bounded(average + variation);
        this.delayNanos = Saturated.micros(values.whole("delay"));
    }

    @Override
    public Values values() {
        return values;
    }

    @Override
    public Stage stage(Link link, Direction direction) {
        RandomGenerator sizes = link.random(direction);
        return LineStage.pacing(
                link,
                direction,
                new Pauses(),
                () -> leastBytes == mostBytes ? leastBytes : sizes.nextInt(leastBytes, mostBytes + 1));
    }

    private static int bounded(long bytes) {
        return (int) Math.max(1, Math.min(MOST_BYTES, bytes));
    }

    /** Each piece, and the end, is at least the delay behind the piece before it. */
    private final class Pauses implements Impairment {
        private long nextNanos;
        private boolean begun;

        @Override
        public long deliverAtNanos(long arrivedNanos, int bytes, RandomGenerator random) {
            long due = begun && nextNanos - arrivedNanos > 0 ? nextNanos : arrivedNanos;
            if (bytes > 0) {
                begun = true;
                nextNanos = due + delayNanos;
            }
            return due;
        }
    }
}
