package dev.flatline.wire.follow;

/** Why a {@link FrameFollower} follows no frames and will follow none. */
public enum OpaqueCause {
    /** The connection was not upgraded: it speaks something else than WebSocket. */
    NOT_UPGRADED,
    /** No empty line within the bytes that a head may have. */
    HEAD_TOO_LARGE,
    /** Bytes came behind the head of a request before anybody said whether it was an upgrade. */
    NO_VERDICT,
    /** A payload length with its top bit set. */
    BAD_LENGTH,
    /** A control frame of more than 125 bytes. */
    LONG_CONTROL;

    /** Whether frames were followed until one came that has no end to trust. */
    public boolean isMalformed() {
        return this == BAD_LENGTH || this == LONG_CONTROL;
    }
}
