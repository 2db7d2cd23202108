package dev.flatline.core.measure;

/**
 * A point of the curve along which the clients that a fault hit came back.
 *
 * @param millis since the fault ended
 * @param clients how many were back by then
 */
public record Returned(double millis, long clients) {}
