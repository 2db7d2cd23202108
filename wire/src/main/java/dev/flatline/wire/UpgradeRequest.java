package dev.flatline.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A client's upgrade request (RFC 6455, section 4.1). Immutable: one instance, formatted once, serves all connections
 * to a target; only the key, the fields behind it and, where it is left open, the path differ.
 */
public final class UpgradeRequest {

    private static final String METHOD = "GET ";

    /** The path and the query, or an empty string where each connection has its own. */
    private final String target;
    /** What follows the path. */
    private final String head;

    private final byte[] prefix;
    private final List<String> subprotocols;
    private final @Nullable DeflateOptions deflate;

    private UpgradeRequest(String target, String head, List<String> subprotocols, @Nullable DeflateOptions deflate) {
        this.target = target;
        this.head = head;
        String start = target.isEmpty() ? "" : METHOD + target;
        this.prefix = (start + head + "Sec-WebSocket-Key: ").getBytes(StandardCharsets.ISO_8859_1);
        this.subprotocols = subprotocols;
        this.deflate = deflate;
    }

    /**
     * A request without optional headers.
     *
     * @param host the Host header: a name or address, with the port unless it is the scheme's own
     * @param target the path and the query, from the slash
     */
    public static UpgradeRequest to(String host, String target) {
        checkTarget(target);
        return forHost(host, target);
    }

    /**
     * A request without optional headers and without a path, which each connection has for itself.
     *
     * @param host the Host header: a name or address, with the port unless it is the scheme's own
     */
    public static UpgradeRequest to(String host) {
        return forHost(host, "");
    }

    private static UpgradeRequest forHost(String host, String target) {
        if (host.isEmpty() || !isVisibleAscii(host)) {
            throw new IllegalArgumentException("host: '" + host + "', accepted is host or host:port");
        }
        return new UpgradeRequest(
                target,
                " HTTP/1.1\r\nHost: " + host
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n",
                List.of(),
                null);
    }

    /** This request with one more header on every connection. */
    public UpgradeRequest header(String name, String value) {
        checkHeader(name, value);
        return new UpgradeRequest(target, head + name + ": " + value + "\r\n", subprotocols, deflate);
    }

    /** This request with an offer of subprotocols, the preferred one first. */
    public UpgradeRequest offer(List<String> names) {
        for (String name : names) {
            if (!HttpHead.isToken(name, 0, name.length())) {
                throw new IllegalArgumentException("subprotocol: '" + name + "', accepted is an HTTP token");
            }
        }
        if (names.isEmpty() || !subprotocols.isEmpty()) {
            throw new IllegalArgumentException("subprotocols: " + names + ", accepted is one offer of at least one");
        }
        String offer = "Sec-WebSocket-Protocol: " + String.join(", ", names) + "\r\n";
        return new UpgradeRequest(target, head + offer, List.copyOf(names), deflate);
    }

    /** This request with an offer of permessage-deflate, unless the options turn it off. */
    public UpgradeRequest offer(DeflateOptions options) {
        if (deflate != null) {
            throw new IllegalArgumentException("permessage-deflate: accepted is one offer");
        }
        if (!options.enabled()) {
            return this;
        }
        String offer = "Sec-WebSocket-Extensions: " + DeflateNegotiation.offer(options) + "\r\n";
        return new UpgradeRequest(target, head + offer, subprotocols, options);
    }

    /** Appends the request. The key is {@link HandshakeKey#of} random bits, fresh for every connection. */
    public void write(ByteBuf out, String key) {
        begin(out, key);
        end(out);
    }

    /** Appends the request with a header for this connection alone, such as {@code X-Flatline-Client: 17}. */
    public void write(ByteBuf out, String key, String name, String value) {
        begin(out, key);
        field(out, name, value);
        end(out);
    }

    /** Appends all that is the same on every connection, and the key; {@link #field} and {@link #end} follow. */
    public void begin(ByteBuf out, String key) {
        if (target.isEmpty()) {
            throw new IllegalStateException("a request without a path");
        }
        out.writeBytes(prefix);
        ByteBufUtil.writeAscii(out, key);
        ByteBufUtil.writeAscii(out, "\r\n");
    }

    /** The same with the path and the query of this connection alone, for a request that has none. */
    public void begin(ByteBuf out, String ownTarget, String key) {
        checkTarget(ownTarget);
        if (!target.isEmpty()) {
            throw new IllegalStateException("a request with two paths");
        }
        ByteBufUtil.writeAscii(out, METHOD);
        ByteBufUtil.writeAscii(out, ownTarget);
        out.writeBytes(prefix);
        ByteBufUtil.writeAscii(out, key);
        ByteBufUtil.writeAscii(out, "\r\n");
    }

    /** Appends a header for this connection alone. */
    public static void field(ByteBuf out, String name, String value) {
        checkHeader(name, value);
        ByteBufUtil.writeAscii(out, name);
        ByteBufUtil.writeAscii(out, ": ");
        ByteBufUtil.writeAscii(out, value);
        ByteBufUtil.writeAscii(out, "\r\n");
    }

    /** Appends the end of the request. */
    public static void end(ByteBuf out) {
        ByteBufUtil.writeAscii(out, "\r\n");
    }

    /** Whether it offers subprotocols, so that a browser would take no connection without one. */
    public boolean offersSubprotocols() {
        return !subprotocols.isEmpty();
    }

    /** The reader for the answer to a request that was written with this key. */
    public UpgradeReplyReader replyReader(String key) {
        return new UpgradeReplyReader(key, subprotocols, deflate);
    }

    private static void checkTarget(String target) {
        if (!target.startsWith("/") || !isVisibleAscii(target) || target.indexOf('#') >= 0) {
            throw new IllegalArgumentException(
                    "path: '" + target + "', accepted is a path from the slash, percent-encoded, without a fragment");
        }
    }

    /**
     * Checks a header.
     *
     * @throws IllegalArgumentException if it cannot be sent: the name is no token or the handshake's own, or the value is not
     *     printable ASCII
     */
    public static void checkHeader(String name, String value) {
        if (!HttpHead.isToken(name, 0, name.length())) {
            throw new IllegalArgumentException("header name: '" + name + "', accepted is an HTTP token");
        }
        if (isOwn(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("header: " + name + " is written by the handshake itself");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c >= 0x7F) {
                throw new IllegalArgumentException("header " + name + ": accepted is printable ASCII");
            }
        }
    }

    private static boolean isOwn(String name) {
        return switch (name) {
            case "host",
                    "upgrade",
                    "connection",
                    "content-length",
                    "transfer-encoding",
                    "sec-websocket-key",
                    "sec-websocket-version",
                    "sec-websocket-protocol",
                    "sec-websocket-extensions" -> true;
            default -> false;
        };
    }

    private static boolean isVisibleAscii(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }
}
