package dev.flatline.report.compare;

/** What became of a number. */
public enum Verdict {
    /** It is better, and by more than noise. */
    BETTER,
    /** It is worse, and by more than noise. */
    WORSE,
    /** It is another, by more than noise, and neither is better. */
    CHANGED,
    /** The difference is within what noise makes. */
    SAME,
    /** There is a difference, and too little behind it to tell it from noise. */
    UNCLEAR,
    /** One side has no such number. */
    ONE_SIDED,
    /** The sides do not mean the same by it: a count under another load, another fault. */
    NOT_COMPARABLE
}
