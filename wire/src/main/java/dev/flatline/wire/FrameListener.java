package dev.flatline.wire;

import io.netty.buffer.ByteBuf;

/**
 * Receives what a {@link FrameReader} finds, on the thread that reads.
 *
 * <p>A payload is the readable bytes of the buffer it comes in, unmasked. It is often a window of the read buffer, so its
 * reader index is rarely 0, and it is valid during the call only: retain a slice or copy to keep it, and do not write
 * to it. A listener may close the reader, but must not call {@code read} again from inside a call.
 */
public interface FrameListener {

    /** A whole text message, its UTF-8 checked. */
    void onText(ByteBuf payload);

    /** A whole binary message. */
    void onBinary(ByteBuf payload);

    /** A whole frame of a message whose other frames are still to come. */
    default void onFragment() {}

    /** A ping: the answer is a pong with the same payload. */
    void onPing(ByteBuf payload);

    /** A pong, asked for or not. */
    void onPong(ByteBuf payload);

    /**
     * The Close frame: the last call. What follows it on the wire is ignored (RFC 6455, section 1.4).
     *
     * @param code the peer's code, or {@link CloseCodes#NO_STATUS} if its frame was empty
     */
    void onClose(int code, String reason);
}
