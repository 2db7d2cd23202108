package dev.flatline.core.heartbeat;

import java.nio.charset.StandardCharsets;

/**
 * What a side does with a peer that it declares gone.
 *
 * @param closeCode {@link #ABRUPT}, {@link #NO_STATUS} or a code that RFC 6455, section 7.4, lets an endpoint send
 * @param reason the text of the Close frame; empty without a code
 * @param resumeNanos how long a session may be resumed afterwards, where the server keeps sessions; 0 as long as after
 *     any other end
 */
public record OnExpiry(int closeCode, String reason, long resumeNanos) {

    /** TCP is closed without a Close frame; a browser would say 1006. */
    public static final int ABRUPT = 0;
    /** A Close frame without a code; the peer's API says 1005. */
    public static final int NO_STATUS = 1005;
    /** No Close frame. */
    public static final OnExpiry CUT = new OnExpiry(ABRUPT, "", 0);

    private static final int MAX_REASON_BYTES = 123;

    /** Checks the ranges. */
    public OnExpiry {
        if (!isSendable(closeCode)) {
            throw new IllegalArgumentException(
                    "code " + closeCode + " may not be sent; accepted: 1000 to 1014 but 1004 and 1006, 3000 to 4999");
        }
        if (!reason.isEmpty() && (closeCode == ABRUPT || closeCode == NO_STATUS)) {
            throw new IllegalArgumentException("reason goes with a code");
        }
        if (reason.getBytes(StandardCharsets.UTF_8).length > MAX_REASON_BYTES) {
            throw new IllegalArgumentException("reason is longer than " + MAX_REASON_BYTES + " bytes");
        }
        if (resumeNanos < 0) {
            throw new IllegalArgumentException("resume must not be negative: " + resumeNanos + "ns");
        }
    }

    /** A Close frame with this code. */
    public static OnExpiry close(int code, String reason) {
        return new OnExpiry(code, reason, 0);
    }

    /** Whether a Close frame is sent. */
    public boolean sendsClose() {
        return closeCode != ABRUPT;
    }

    private static boolean isSendable(int code) {
        boolean registered = code >= 1000 && code <= 1014 && code != 1004 && code != 1006;
        return code == ABRUPT || registered || (code >= 3000 && code <= 4999);
    }
}
