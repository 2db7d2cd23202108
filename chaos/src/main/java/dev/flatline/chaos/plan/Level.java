package dev.flatline.chaos.plan;

/**
 * One step of a ramp.
 *
 * @param afterNanos from the beginning of the ramp
 * @param value what the attribute is from then on
 */
public record Level(long afterNanos, double value) {}
