package dev.flatline.chaos.toxic.stream;

import dev.flatline.chaos.toxic.DirectionalToxic;
import dev.flatline.chaos.toxic.LineStage;
import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Stage;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.fault.Impairment;

/**
 * Every chunk, and the end, is late by a uniform delay in [latency − jitter, latency + jitter), not below 0, counted from
 * its arrival; order is kept, so with jitter a chunk may wait for the one ahead of it.
 */
public final class LatencyToxic implements DirectionalToxic {

    /** Its type. */
    public static final ToxicType TYPE = ToxicType.toxiproxy("latency", "delays bytes, in order")
            .whole("latency", 0, "milliseconds")
            .whole("jitter", 0, "milliseconds more or less, uniform")
            .make(LatencyToxic::new);

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Values values;
    private final long leastNanos;
    private final long spanNanos;

    private LatencyToxic(Values values) {
        this(
                values,
                signed(values.whole("latency")) - Saturated.eitherWay(values.whole("jitter")),
                2 * Saturated.eitherWay(values.whole("jitter")));
    }

    private LatencyToxic(Values values, long leastNanos, long spanNanos) {
        this.values = values;
        this.leastNanos = leastNanos;
        this.spanNanos = spanNanos;
    }

    /** A delay of at least {@code delayNanos}, and up to {@code jitterNanos} more. */
    public static LatencyToxic atLeast(long delayNanos, long jitterNanos) {
        Values shown = TYPE.defaults()
                .with("latency", (delayNanos + jitterNanos / 2) / NANOS_PER_MILLI)
                .with("jitter", jitterNanos / 2 / NANOS_PER_MILLI);
        return new LatencyToxic(shown, delayNanos, jitterNanos == 0 ? 0 : jitterNanos + 1);
    }

    @Override
    public Values values() {
        return values;
    }

    @Override
    public Stage stage(Link link, Direction direction) {
        boolean endsAtOnce = link.strict();
        Impairment late = (arrivedNanos, bytes, random) -> {
            long extra = spanNanos == 0 ? 0 : random.nextLong(spanNanos);
            return endsAtOnce && bytes == 0 ? arrivedNanos : arrivedNanos + Math.max(0, leastNanos + extra);
        };
        return LineStage.delaying(link, direction, late);
    }

    /** Jitter may make a delay of less than nothing one of something. */
    private static long signed(long millis) {
        return millis < 0 ? -Saturated.eitherWay(millis) : Saturated.millis(millis);
    }
}
