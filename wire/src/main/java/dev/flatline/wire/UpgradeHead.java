package dev.flatline.wire;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The head of a valid upgrade request (RFC 6455, section 4.2.1). It keeps the bytes of the request. */
public final class UpgradeHead implements UpgradeOutcome {

    private final HttpHead head;
    private final String target;
    private final String key;
    private final List<Extension> extensions;

    private UpgradeHead(HttpHead head, String target, String key, List<Extension> extensions) {
        this.head = head;
        this.target = target;
        this.key = key;
        this.extensions = extensions;
    }

    /** Checks a whole head, from the request line to the empty line. */
    static UpgradeOutcome of(byte[] bytes) {
        HttpHead head = HttpHead.of(bytes);
        if (head == null) {
            return Refusal.badRequest("a header line is malformed");
        }
        int method = head.inStartLine(' ', 0);
        int version = head.inStartLine(' ', method + 1);
        boolean threeParts = method > 0 && version > 0 && head.inStartLine(' ', version + 1) < 0;
        if (!threeParts || !head.startsWith("HTTP/", version + 1)) {
            return Refusal.badRequest("the request line is malformed");
        }
        if (!head.startsWith("HTTP/1.1\r", version + 1)) {
            return Refusal.httpVersion();
        }
        if (!head.startsWith("GET ", 0)) {
            return Refusal.methodNotAllowed();
        }
        if (!head.startsWith("/", method + 1)) {
            return Refusal.badRequest("the request target is not a path");
        }
        return ofFields(head, head.text(method + 1, version));
    }

    private static UpgradeOutcome ofFields(HttpHead head, String target) {
        int hosts = head.count("Host");
        if (hosts != 1) {
            return Refusal.badRequest(hosts == 0 ? "the Host header is missing" : "there are two Host headers");
        }
        if (!head.hasToken("Upgrade", "websocket")) {
            return Refusal.upgradeRequired("the Upgrade header does not name websocket");
        }
        if (!head.hasToken("Connection", "Upgrade")) {
            return Refusal.badRequest("the Connection header does not name Upgrade");
        }
        if (!head.isOnly("Sec-WebSocket-Version", "13")) {
            return Refusal.upgradeRequired("the Sec-WebSocket-Version is not 13");
        }
        String key = head.field("Sec-WebSocket-Key");
        if (key == null || !HandshakeKey.isValid(key)) {
            return Refusal.badRequest("the Sec-WebSocket-Key is not sixteen bytes in Base64");
        }
        List<Extension> extensions = Extension.parse(head.field("Sec-WebSocket-Extensions"));
        if (extensions == null) {
            return Refusal.badRequest("the Sec-WebSocket-Extensions header is malformed");
        }
        return new UpgradeHead(head, target, key, List.copyOf(extensions));
    }

    /** The request target without its query, as sent: not percent-decoded. */
    public String path() {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    /** What follows the question mark, as sent; an empty string without one. */
    public String query() {
        int question = target.indexOf('?');
        return question < 0 ? "" : target.substring(question + 1);
    }

    /** The value of a header, its name in any case, several of one name joined by commas; null if there is none. */
    public @Nullable String header(String name) {
        return head.field(name);
    }

    /** What the client offers in Sec-WebSocket-Protocol, in its order of preference. */
    public List<String> subprotocols() {
        String offered = head.field("Sec-WebSocket-Protocol");
        if (offered == null) {
            return List.of();
        }
        return Arrays.stream(offered.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** What the client offers in Sec-WebSocket-Extensions, in its order of preference. */
    public List<Extension> extensions() {
        return extensions;
    }

    /**
     * The request as sent, from the request line to the empty line, each line with its CR LF. Not a copy: whoever changes
     * it changes the head.
     */
    public byte[] bytes() {
        return head.bytes();
    }

    String key() {
        return key;
    }
}
