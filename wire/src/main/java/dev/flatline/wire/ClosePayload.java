package dev.flatline.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/** The payload of a Close frame that both writers share: a code of two bytes and a reason that fits the rest. */
final class ClosePayload {

    private static final int MAX_REASON_BYTES = FrameHeader.MAX_CONTROL_PAYLOAD - Short.BYTES;

    private ClosePayload() {}

    /** As much of the reason as fits, never half a character. */
    static CharSequence fitting(int code, CharSequence reason) {
        if (!CloseCodes.mayBeSent(code)) {
            throw new IllegalArgumentException(
                    "close code: " + code + ", accepted are 1000-1003, 1007-1014 and 3000-4999");
        }
        int end = Math.min(reason.length(), MAX_REASON_BYTES);
        while (ByteBufUtil.utf8Bytes(reason, 0, end) > MAX_REASON_BYTES || endsInPair(reason, end)) {
            end--;
        }
        return end == reason.length() ? reason : reason.subSequence(0, end);
    }

    static int bytes(CharSequence fitting) {
        return Short.BYTES + ByteBufUtil.utf8Bytes(fitting);
    }

    static void write(ByteBuf out, int code, CharSequence fitting) {
        out.writeShort(code);
        ByteBufUtil.writeUtf8(out, fitting);
    }

    private static boolean endsInPair(CharSequence text, int end) {
        return end > 0
                && end < text.length()
                && Character.isHighSurrogate(text.charAt(end - 1))
                && Character.isLowSurrogate(text.charAt(end));
    }
}
