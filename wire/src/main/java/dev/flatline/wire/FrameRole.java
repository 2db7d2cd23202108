package dev.flatline.wire;

/** Which end of a connection reads: it decides whether arriving frames must be masked (RFC 6455, section 5.1). */
public enum FrameRole {
    /** Frames come from a client: an unmasked one is a violation. */
    SERVER,
    /** Frames come from a server: a masked one is a violation. */
    CLIENT
}
