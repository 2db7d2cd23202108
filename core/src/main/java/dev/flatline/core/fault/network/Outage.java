package dev.flatline.core.fault.network;

/**
 * A time in which nothing passes in either direction; what was sent meanwhile is held, and delivered at its end.
 *
 * @param beginNanos when it begins
 * @param endNanos when it is over
 */
public record Outage(long beginNanos, long endNanos) {}
