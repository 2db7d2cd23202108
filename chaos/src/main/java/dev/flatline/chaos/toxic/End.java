package dev.flatline.chaos.toxic;

/** How one direction of a connection ends; it travels behind the bytes, and toxics delay or withhold it as they do them. */
public enum End {
    /** In order: the other direction goes on. */
    FIN,
    /** At once: both directions are dead. */
    RESET
}
