package dev.flatline.core.fault;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What one direction of one connection suffers: given when bytes arrived, when they are to be delivered. Pure; random
 * draws come in. Bytes are never lost and never reordered: see {@link DeliveryLine}.
 */
@FunctionalInterface
public interface Impairment {

    /** Not to be delivered until the impairment changes. */
    long HELD = Long.MAX_VALUE;

    /** Nothing is wrong. */
    Impairment NONE = (arrivedNanos, bytes, random) -> arrivedNanos;

    /** Nothing passes. */
    Impairment HOLD = (arrivedNanos, bytes, random) -> HELD;

    /** When bytes that arrived at {@code arrivedNanos} are to be delivered, at that instant at the earliest. */
    long deliverAtNanos(long arrivedNanos, int bytes, RandomGenerator random);

    /**
     * What a line suffers by itself and from all these faults together: delays add up, and one that holds, holds.
     *
     * @param line the line without faults, such as {@link #NONE}
     */
    static Impairment of(Impairment line, List<? extends Fault> faults) {
        Impairment sum = line;
        for (Fault fault : faults) {
            if (fault instanceof Fault.Blackhole) {
                return HOLD;
            }
            if (fault instanceof Fault.Latency latency) {
                sum = delayed(sum, latency);
            }
        }
        return sum;
    }

    private static Impairment delayed(Impairment before, Fault.Latency latency) {
        return (arrivedNanos, bytes, random) -> {
            long jitter = latency.jitterNanos() == 0 ? 0 : random.nextLong(latency.jitterNanos() + 1);
            long due = before.deliverAtNanos(arrivedNanos, bytes, random);
            return due == HELD ? HELD : due + latency.delayNanos() + jitter;
        };
    }
}
