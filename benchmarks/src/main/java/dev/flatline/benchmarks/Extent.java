package dev.flatline.benchmarks;

/** How much of a suite runs. */
public enum Extent {
    /** Short and small: proves that the benchmarks run. Its figures are not to be quoted. */
    QUICK,
    /** What the documentation shows. */
    USUAL,
    /** Every size, or more rounds. */
    FULL
}
