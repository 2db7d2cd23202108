package dev.flatline.chaos.toxic;

/** Why a toxic is on a connection no more. */
public enum Removal {
    /** It was taken off: the connection goes on, if the toxic lets it. */
    TAKEN_OFF,
    /** A new version of it takes its place. */
    UPDATED,
    /** The connection has gone. */
    CONNECTION_GONE
}
