package dev.flatline.core.fault;

/** Which way bytes go, named as in Toxiproxy. */
public enum Direction {
    /** From the client to the server. */
    UPSTREAM,
    /** From the server to the client. */
    DOWNSTREAM
}
