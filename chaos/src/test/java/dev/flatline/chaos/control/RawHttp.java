package dev.flatline.chaos.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A request on a socket of its own, written byte for byte. */
public final class RawHttp {

    private static final int PATIENCE_MILLIS = 30_000;

    private RawHttp() {}

    /**
     * What came back.
     *
     * @param headers the names in small letters
     */
    public record Answer(String statusLine, Map<String, String> headers, String body) {

        /** The status. */
        public int status() {
            return Integer.parseInt(statusLine.split(" ", -1)[1]);
        }

        /** A header; empty if there is none. */
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    /** Asks; {@code head} is the request line and headers without the length. */
    public static Answer ask(int port, String head, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return send(port, head + "Content-Length: " + bytes.length + "\r\n\r\n" + body);
    }

    /** Asks with a JSON body. */
    public static Answer ask(int port, String method, String path, String body) throws IOException {
        return ask(port, method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n", body);
    }

    /** Asks without a body. */
    public static Answer get(int port, String path) throws IOException {
        return send(port, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    /** Sends text and reads until the end. */
    public static Answer send(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(all);
            return parse(all.toString(StandardCharsets.UTF_8));
        }
    }

    private static Answer parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        String[] lines = (end < 0 ? text : text.substring(0, end)).split("\r\n", -1);
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).trim());
        }
        return new Answer(lines[0], headers, end < 0 ? "" : text.substring(end + 4));
    }
}
