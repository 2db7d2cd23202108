package dev.flatline.core.measure;

/** Whose event loops are late. The server's are not the generator's: a late server is what a run is there to show. */
public enum EventLoopPart {
    /** The clients. */
    FLEET,
    /** The fault proxy. */
    PROXY,
    /** The server of ours. */
    SERVER
}
