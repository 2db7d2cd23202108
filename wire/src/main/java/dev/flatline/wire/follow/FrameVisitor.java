package dev.flatline.wire.follow;

/**
 * Is told what a {@link FrameFollower} finds, in the order of the bytes and on the thread that follows. An index is one of
 * the buffer that is followed. A visitor must not follow with the same follower from inside a call.
 */
public interface FrameVisitor {

    /**
     * A frame's header is complete.
     *
     * @param firstByte FIN, the reserved bits and the opcode, as on the wire
     * @param mask the key, 0 without one
     * @param payloadLength as announced
     * @param headerStart where the header starts; -1 if it began in an earlier buffer
     * @param payloadStart where the header ends
     */
    void frame(int firstByte, boolean masked, int mask, long payloadLength, int headerStart, int payloadStart);

    /** The last byte of a frame is the one before {@code end}; for an empty payload at once behind {@link #frame}. */
    default void frameEnd(int end) {}

    /**
     * A head's empty line ends before {@code end}. The place to say {@link FrameFollower#upgraded}, before the bytes behind.
     *
     * @param status of a reply; -1 for a request, and for what is no HTTP/1.1 reply
     */
    default void head(int end, int status) {}

    /** No frame is followed from here on. All bytes of a header that was found malformed have been looked at. */
    default void opaque(OpaqueCause cause) {}
}
