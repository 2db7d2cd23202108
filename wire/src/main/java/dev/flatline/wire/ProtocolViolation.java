package dev.flatline.wire;

/**
 * What a peer did that RFC 6455 or 7692 forbids or a limit excludes. A value, not an exception: the network does this.
 *
 * @param closeCode the code for the Close frame that answers it: 1002, 1007 or 1009
 * @param message what was found, for the journal and the Close frame's reason
 */
public record ProtocolViolation(int closeCode, String message) implements UpgradeReply {

    static ProtocolViolation protocolError(String message) {
        return new ProtocolViolation(CloseCodes.PROTOCOL_ERROR, message);
    }

    static ProtocolViolation invalidPayload(String message) {
        return new ProtocolViolation(CloseCodes.INVALID_PAYLOAD, message);
    }

    static ProtocolViolation tooBig(long bytes, int maxBytes, String what) {
        return new ProtocolViolation(CloseCodes.TOO_BIG, what + " of " + bytes + " bytes, at most " + maxBytes);
    }

    static ProtocolViolation inflatesTooBig(int maxBytes) {
        return new ProtocolViolation(CloseCodes.TOO_BIG, "a message inflates to more than " + maxBytes + " bytes");
    }
}
