package dev.flatline.chaos.control;

/**
 * How long a toxic stays.
 *
 * @param nanos from when it was put on
 * @param endNanos when it goes, on the clock of the hub's {@link Alarms}
 */
public record TimeToLive(long nanos, long endNanos) {}
