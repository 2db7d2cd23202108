package dev.flatline.chaos.replica;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One look at whether a server is ready: a connection, or the first line of an answer on one. Says what is wrong, or nothing. */
final class ReadyProbe {

    private static final int LIMIT_MILLIS = 1_000;
    private static final int MOST_BYTES = 200;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})\\b.*");

    private final InetSocketAddress address;

    ReadyProbe(InetSocketAddress address) {
        this.address = address;
    }

    /** Why no connection is accepted; empty if one is. */
    String tcp() {
        try (Socket socket = new Socket()) {
            socket.connect(address, LIMIT_MILLIS);
            return "";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** What is wrong with the answer to a GET; empty if it is 200 to 399. */
    String http(String path) {
        return problem(200, 399, path, "Connection: close");
    }

    /** What is wrong with the answer to an upgrade (RFC 6455, section 4.1); empty if it is 101. */
    String webSocket(String path) {
        return problem(
                101,
                101,
                path,
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: ZmxhdGxpbmUgaXMgcmVhZA==");
    }

    private String problem(int from, int to, String path, String... headers) {
        String line;
        try {
            line = firstLine(path, headers);
        } catch (SocketTimeoutException slow) {
            return "no answer within " + LIMIT_MILLIS + " ms";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
        Matcher status = STATUS.matcher(line);
        if (!status.matches()) {
            return line.isEmpty() ? "closed without an answer" : "answered, not in HTTP/1.1";
        }
        int code = Integer.parseInt(status.group(1));
        return code >= from && code <= to ? "" : "HTTP " + code;
    }

    private String firstLine(String path, String... headers) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address, LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            List<String> lines = new ArrayList<>(List.of("GET " + path + " HTTP/1.1"));
            lines.add("Host: " + address.getHostString() + ":" + address.getPort());
            lines.addAll(List.of(headers));
            String request = String.join("\r\n", lines) + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return firstLine(socket.getInputStream());
        }
    }

    /** Bounded: whatever listens there may send without end. */
    private static String firstLine(InputStream answer) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = answer.read(); octet >= 0 && octet != '\n'; octet = answer.read()) {
            if (line.length() == MOST_BYTES) {
                break;
            }
            line.append((char) octet);
        }
        return line.toString().strip();
    }
}
