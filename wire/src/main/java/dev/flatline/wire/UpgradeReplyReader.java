package dev.flatline.wire;

import static dev.flatline.wire.ProtocolViolation.protocolError;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Reads a server's answer to one upgrade request from successive reads, with the checks of RFC 6455, section 4.1.
 *
 * <p>Confined to the connection's event loop; drop it after the reply.
 */
public final class UpgradeReplyReader {

    private static final int MAX_BYTES = 8192;
    private static final String VERSION = "HTTP/1.1 ";

    private final HeadReader reader = new HeadReader(MAX_BYTES);
    private final String key;
    private final List<String> subprotocols;
    private final @Nullable DeflateOptions deflate;

    UpgradeReplyReader(String key, List<String> subprotocols, @Nullable DeflateOptions deflate) {
        this.key = key;
        this.subprotocols = subprotocols;
        this.deflate = deflate;
    }

    /**
     * Takes the head, and none of the bytes behind it (frames, or a refusal's body), from {@code in}, which stays the
     * caller's.
     *
     * @return the reply, or null while more bytes are needed
     */
    public @Nullable UpgradeReply read(ByteBuf in) {
        byte[] bytes = reader.read(in);
        if (bytes != null) {
            HttpHead head = HttpHead.of(bytes);
            return head == null ? protocolError("a header line of the answer is malformed") : check(head);
        }
        HeadReader.Failure failure = reader.failure();
        if (failure == null) {
            return null;
        }
        return protocolError(
                failure == HeadReader.Failure.TOO_LARGE
                        ? "the head of the answer is larger than " + MAX_BYTES + " bytes"
                        : "the answer is not HTTP");
    }

    /** Drops the bytes of an incomplete head. Idempotent. */
    public void close() {
        reader.close();
    }

    private UpgradeReply check(HttpHead head) {
        int status = status(head.startLine());
        if (status < 0) {
            return protocolError("the answer's status line is malformed");
        }
        return status == 101 ? checkAccepted(head) : refusal(status, head);
    }

    private UpgradeReply checkAccepted(HttpHead head) {
        String accept = head.field("Sec-WebSocket-Accept");
        String chosen = head.field("Sec-WebSocket-Protocol");
        List<Extension> extensions = Extension.parse(head.field("Sec-WebSocket-Extensions"));
        if (!"websocket".equalsIgnoreCase(head.field("Upgrade"))) {
            return protocolError("the answer's Upgrade header is not websocket");
        }
        if (!head.hasToken("Connection", "Upgrade")) {
            return protocolError("the answer's Connection header does not name Upgrade");
        }
        if (accept == null || !HandshakeKey.matches(key, accept)) {
            return protocolError("the answer's Sec-WebSocket-Accept does not belong to the key");
        }
        if (chosen != null && !subprotocols.contains(chosen)) {
            return protocolError("the answer names a subprotocol that was not offered");
        }
        if (extensions == null) {
            return protocolError("the answer's Sec-WebSocket-Extensions is malformed");
        }
        ProtocolViolation wrong = DeflateNegotiation.check(extensions, deflate);
        if (wrong != null) {
            return wrong;
        }
        return new UpgradeReply.Accepted(chosen == null ? "" : chosen, DeflateNegotiation.agreed(extensions, deflate));
    }

    private static Refusal refusal(int status, HttpHead head) {
        String line = head.startLine();
        int phrase = VERSION.length() + 4;
        String reason = line.length() > phrase ? line.substring(phrase) : "";
        return new Refusal(status, reason, seconds(head.field("Retry-After")));
    }

    /** The status of a status line (RFC 9112, section 4), or -1 if it is none. */
    private static int status(String line) {
        int end = VERSION.length() + 3;
        if (!line.startsWith(VERSION) || line.length() < end || (line.length() > end && line.charAt(end) != ' ')) {
            return -1;
        }
        int status = number(line.substring(VERSION.length(), end));
        return status >= 100 ? status : -1;
    }

    /** Retry-After in its form of seconds; its form of a date needs a clock that is not here. */
    private static OptionalInt seconds(@Nullable String value) {
        int seconds = value == null ? -1 : number(value);
        return seconds < 0 ? OptionalInt.empty() : OptionalInt.of(seconds);
    }

    private static int number(String digits) {
        boolean plain =
                !digits.isEmpty() && digits.length() <= 9 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return plain ? Integer.parseInt(digits) : -1;
    }
}
