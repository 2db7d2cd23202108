package dev.flatline.chaos.control;

/** Whose behaviour it is where Toxiproxy's is a defect; {@link Difference} lists all of it. */
public enum Compat {
    /** What Toxiproxy's clients depend on, without its defects. */
    OURS,
    /** As Toxiproxy 2.12 answers, as far as it was recorded. */
    STRICT
}
