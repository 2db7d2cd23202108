package dev.flatline.chaos;

/** How one direction of a connection ends; it travels behind the bytes, and faults delay or withhold it as they do them. */
enum End {
    /** In order: the other direction goes on. */
    FIN,
    /** At once: both directions are dead. */
    RESET
}
