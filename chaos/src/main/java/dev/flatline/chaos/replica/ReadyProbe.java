package dev.flatline.chaos.replica;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One look at whether a server is ready: a connection, or the first line of an answer on one. */
final class ReadyProbe {

    private static final int LIMIT_MILLIS = 1_000;

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
        int status = status(path, "Connection: close");
        return status >= 200 && status < 400 ? "" : status < 0 ? "no answer" : "HTTP " + status;
    }

    /** What is wrong with the answer to an upgrade (RFC 6455, section 4.1); empty if it is 101. */
    String webSocket(String path) {
        int status = status(
                path,
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: ZmxhdGxpbmUgaXMgcmVhZA==");
        return status == 101 ? "" : status < 0 ? "no answer" : "HTTP " + status;
    }

    private int status(String path, String... headers) {
        try (Socket socket = new Socket()) {
            socket.connect(address, LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            List<String> lines = new ArrayList<>(List.of("GET " + path + " HTTP/1.1"));
            lines.add("Host: " + address.getHostString() + ":" + address.getPort());
            lines.addAll(List.of(headers));
            String request = String.join("\r\n", lines) + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return line != null && line.matches("HTTP/1\\.[01] [1-5][0-9]{2}.*")
                    ? Integer.parseInt(line.substring(9, 12))
                    : -1;
        } catch (IOException notYet) {
            return -1;
        }
    }
}
