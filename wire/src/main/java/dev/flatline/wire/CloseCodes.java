package dev.flatline.wire;

/** The close codes of RFC 6455, section 7.4, and of the IANA registry. */
public final class CloseCodes {

    public static final int NORMAL = 1000;
    public static final int GOING_AWAY = 1001;
    public static final int PROTOCOL_ERROR = 1002;
    /** Never on the wire: a Close frame came without a code. */
    public static final int NO_STATUS = 1005;
    /** Never on the wire: the connection ended without a Close frame. */
    public static final int ABNORMAL = 1006;

    public static final int INVALID_PAYLOAD = 1007;
    public static final int POLICY_VIOLATION = 1008;
    public static final int TOO_BIG = 1009;
    public static final int INTERNAL_ERROR = 1011;
    public static final int SERVICE_RESTART = 1012;
    public static final int TRY_AGAIN_LATER = 1013;

    private CloseCodes() {}

    /** Whether a Close frame may carry this code: registered and not reserved, or of the ranges for libraries and users. */
    public static boolean mayBeSent(int code) {
        return (code >= NORMAL && code <= 1003)
                || (code >= INVALID_PAYLOAD && code <= 1014)
                || (code >= 3000 && code <= 4999);
    }
}
