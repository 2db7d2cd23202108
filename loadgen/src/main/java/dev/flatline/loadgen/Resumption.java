package dev.flatline.loadgen;

/** Which TLS sessions a client may resume when it connects. No client ever resumes that of another. */
public enum Resumption {
    /** Its own from an earlier connection, as a device does that comes back. */
    OWN,
    /** None: every connection costs a full handshake, as after a server has lost its tickets' keys. */
    NONE
}
