package dev.flatline.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Writes a server's answer to an upgrade request. */
public final class UpgradeResponse {

    private static final byte[] ACCEPT = """
            HTTP/1.1 101 Switching Protocols\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Accept:\s""".getBytes(StandardCharsets.US_ASCII);

    /** Of the last line, and the empty line. */
    private static final String END = "\r\n\r\n";

    private UpgradeResponse() {}

    /**
     * The 101 that opens the connection.
     *
     * @param subprotocol one of those that the client offered
     * @param deflate what was agreed on; empty if nothing is compressed
     */
    public static void accept(
            ByteBuf out, UpgradeHead head, Optional<String> subprotocol, Optional<DeflateParameters> deflate) {
        subprotocol.ifPresent(name -> checkOffered(name, head.subprotocols()));
        out.writeBytes(ACCEPT).writeBytes(HandshakeKey.accept(head.key()));
        subprotocol.ifPresent(name -> field(out, "Sec-WebSocket-Protocol", name));
        deflate.ifPresent(agreed -> field(out, "Sec-WebSocket-Extensions", agreed.header()));
        ByteBufUtil.writeAscii(out, END);
    }

    /**
     * Adds a header to the 101 that was just written: nothing is in the buffer behind it.
     *
     * @param value printable ASCII
     */
    public static void addHeader(ByteBuf out, String name, String value) {
        out.writerIndex(out.writerIndex() - END.length());
        field(out, name, value);
        ByteBufUtil.writeAscii(out, END);
    }

    /** A refusal, its reason in the body; the connection is to be closed behind it. */
    public static void refuse(ByteBuf out, Refusal refusal) {
        StringBuilder head = new StringBuilder(256)
                .append("HTTP/1.1 ")
                .append(refusal.status())
                .append(' ')
                .append(phrase(refusal.status()))
                .append("\r\n");
        switch (refusal.status()) {
            case 405 -> head.append("Allow: GET\r\nConnection: close\r\n");
            case 426 ->
                head.append("Upgrade: websocket\r\nConnection: Upgrade, close\r\nSec-WebSocket-Version: 13\r\n");
            default -> head.append("Connection: close\r\n");
        }
        refusal.retryAfterSeconds()
                .ifPresent(
                        seconds -> head.append("Retry-After: ").append(seconds).append("\r\n"));
        head.append("Content-Type: text/plain; charset=utf-8\r\nContent-Length: ")
                .append(ByteBufUtil.utf8Bytes(refusal.reason()) + 1)
                .append("\r\n\r\n");
        ByteBufUtil.writeAscii(out, head);
        ByteBufUtil.writeUtf8(out, refusal.reason());
        out.writeByte('\n');
    }

    private static void checkOffered(String subprotocol, List<String> offered) {
        if (!offered.contains(subprotocol)) {
            throw new IllegalArgumentException(
                    "subprotocol: " + subprotocol + ", accepted is one of those offered " + offered);
        }
    }

    private static void field(ByteBuf out, String name, String value) {
        ByteBufUtil.writeAscii(out, "\r\n");
        ByteBufUtil.writeAscii(out, name);
        ByteBufUtil.writeAscii(out, ": ");
        ByteBufUtil.writeAscii(out, value);
    }

    private static String phrase(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 408 -> "Request Timeout";
            case 426 -> "Upgrade Required";
            case 429 -> "Too Many Requests";
            case 431 -> "Request Header Fields Too Large";
            case 503 -> "Service Unavailable";
            case 505 -> "HTTP Version Not Supported";
            default -> "Refused";
        };
    }
}
