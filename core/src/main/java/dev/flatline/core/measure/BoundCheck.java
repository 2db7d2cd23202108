package dev.flatline.core.measure;

/**
 * A metric against the bound that theory gives it: how late a rule may be, by its own numbers.
 *
 * @param metric its name, such as {@code detect.client}
 * @param scope the group of clients it is about; empty for all
 * @param formula the bound in words, such as {@code ping every 2 s + timeout 2 s + tick 10 ms}
 * @param boundMillis what the formula comes to
 * @param measured how many were measured
 * @param exceeded how many of those were beyond it
 * @param maxMillis the largest; NaN when nothing was measured
 */
public record BoundCheck(
        String metric,
        String scope,
        String formula,
        double boundMillis,
        long measured,
        long exceeded,
        double maxMillis) {}
