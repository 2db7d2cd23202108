package dev.flatline.core.fault.line;

import dev.flatline.core.fault.Impairment;
import java.util.random.RandomGenerator;

/**
 * A radio that sleeps when the line is silent: the first bytes after that pay for waking it, and what comes meanwhile
 * waits behind them. A heartbeat that is slower than the radio's timer pays every time.
 *
 * <p>A new line is awake, as its connect has woken the radio. Silence counts from the last bytes that were delivered. Each line
 * has a silence of its own, so give it to one direction only if the answer should find the radio awake.
 *
 * @param idleNanos the silence after which the radio sleeps, more than 0
 * @param wakeNanos what waking takes
 */
public record RadioWakeUp(long idleNanos, long wakeNanos) implements LineModel {

    /** Checks the ranges. */
    public RadioWakeUp {
        Ranges.nanos("idle", idleNanos, 1, DelayDistribution.MAX_NANOS);
        Ranges.nanos("wake", wakeNanos, 0, DelayDistribution.MAX_NANOS);
    }

    @Override
    public Impairment line() {
        return new Radio(this);
    }

    private static final class Radio implements Impairment {

        private final RadioWakeUp model;
        private boolean fresh = true;
        private long activeNanos;

        Radio(RadioWakeUp model) {
            this.model = model;
        }

        @Override
        public long deliverAtNanos(long arrivedNanos, int bytes, RandomGenerator random) {
            if (fresh) {
                activeNanos = arrivedNanos;
                fresh = false;
            } else if (arrivedNanos - activeNanos >= model.idleNanos) {
                activeNanos = arrivedNanos + model.wakeNanos;
            } else {
                activeNanos = Math.max(activeNanos, arrivedNanos);
            }
            return activeNanos;
        }
    }
}
