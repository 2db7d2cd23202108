package dev.flatline.core.fault.line;

import dev.flatline.core.fault.DeliveryLine;
import dev.flatline.core.fault.Impairment;

/**
 * Every chunk is late by a draw of its own, and the end of the stream too. A {@link DeliveryLine} keeps the order, as TCP
 * does, so a chunk behind a very late one is later than its own draw: with delays that vary more than the gap between
 * chunks, the mean of what is felt is above the mean of what is drawn.
 *
 * @param delay what is drawn from
 * @param correlation how much a delay takes after the one before it on the same line
 */
public record DelayLine(DelayDistribution delay, Correlation correlation) implements LineModel {

    /** Independent delays. */
    public DelayLine(DelayDistribution delay) {
        this(delay, Correlation.NONE);
    }

    @Override
    public Impairment line() {
        Correlation.Draws draws = correlation.draws();
        return (arrivedNanos, bytes, random) -> arrivedNanos + delay.delayNanos(draws.next(random));
    }
}
