package dev.flatline.report.compare;

/** Which way a number is better. */
enum Better {
    /** Less is better. */
    LOWER,
    /** More is better. */
    HIGHER,
    /** It says what was done, not how well. */
    NEITHER
}
