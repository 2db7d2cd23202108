package dev.flatline.wire;

import java.util.OptionalInt;

/**
 * An upgrade that did not happen, seen from either end: an HTTP answer other than 101.
 *
 * @param status the HTTP status
 * @param reason a server's sentence for the body; at the client the reason phrase
 * @param retryAfterSeconds the Retry-After field where it gives seconds
 */
public record Refusal(int status, String reason, OptionalInt retryAfterSeconds)
        implements UpgradeOutcome, UpgradeReply {

    public static Refusal badRequest(String reason) {
        return new Refusal(400, reason, OptionalInt.empty());
    }

    public static Refusal methodNotAllowed() {
        return new Refusal(405, "a WebSocket upgrade is a GET", OptionalInt.empty());
    }

    /** Answers a request for another version of the protocol, or for none: 426 names version 13. */
    public static Refusal upgradeRequired(String reason) {
        return new Refusal(426, reason, OptionalInt.empty());
    }

    public static Refusal headTooLarge(int maxBytes) {
        return new Refusal(431, "the request head is larger than " + maxBytes + " bytes", OptionalInt.empty());
    }

    public static Refusal unavailable(String reason, int retryAfterSeconds) {
        return new Refusal(503, reason, OptionalInt.of(retryAfterSeconds));
    }

    public static Refusal httpVersion() {
        return new Refusal(505, "a WebSocket upgrade is HTTP/1.1", OptionalInt.empty());
    }
}
