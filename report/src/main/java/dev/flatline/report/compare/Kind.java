package dev.flatline.report.compare;

/** What kind of number is compared: how it is shown, and how much it varies by chance. */
public enum Kind {
    /** Milliseconds. */
    DURATION,
    /** Things that happened, one by one. */
    COUNT,
    /** A level, such as connections that are open. */
    LEVEL,
    /** A plain number. */
    RATIO
}
