package dev.flatline.chaos.control;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What Toxiproxy 2.12.0 answered, in {@code toxiproxy-2.12.txt}. A line {@code =} begins a new server, {@code #} names an
 * exchange, {@code >} is the request, {@code +} a header of it, then its body; {@code <} is the status with the content type,
 * then the body, a line end at its end written as {@code \n}. Ports that the machine chose are those of
 * {@link PretendPath}.
 */
final class Transcript {

    /** One exchange. */
    static final class Exchange {
        final String title;
        final boolean newServer;
        String method = "";
        String path = "";
        boolean chunked;
        final List<String> headers = new ArrayList<>();
        String request = "";
        int status;
        String contentType = "";
        String response = "";

        Exchange(String title, boolean newServer) {
            this.title = title;
            this.newServer = newServer;
        }

        /** The request as bytes on the wire. */
        String wire() {
            StringBuilder head =
                    new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n");
            headers.forEach(header -> head.append(header).append("\r\n"));
            if (chunked) {
                return head + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(request.length()) + "\r\n"
                        + request + "\r\n0\r\n\r\n";
            }
            int length = request.getBytes(StandardCharsets.UTF_8).length;
            return head + (length == 0 ? "" : "Content-Length: " + length + "\r\n") + "\r\n" + request;
        }

        @Override
        public String toString() {
            return title;
        }
    }

    private Transcript() {}

    static List<Exchange> read() throws IOException {
        List<Exchange> all = new ArrayList<>();
        boolean server = false;
        boolean answering = false;
        Exchange last = new Exchange("", false);
        for (String line : text().lines().toList()) {
            String rest = line.length() > 2 ? line.substring(2) : "";
            if (line.startsWith("= ")) {
                server = true;
            } else if (line.startsWith("# ")) {
                last = new Exchange(rest, server);
                all.add(last);
                server = false;
                answering = false;
            } else if (line.startsWith("> ")) {
                String[] words = rest.split(" ", -1);
                last.method = words[0];
                last.path = words[1];
                last.chunked = words.length > 2;
            } else if (line.startsWith("+ ")) {
                last.headers.add(rest);
            } else if (line.startsWith("< ")) {
                answering = true;
                last.status = Integer.parseInt(rest.substring(0, 3));
                last.contentType = rest.substring(3).trim();
            } else if (answering) {
                last.response = line.endsWith("\\n") ? line.substring(0, line.length() - 2) + "\n" : line;
            } else {
                last.request = line;
            }
        }
        return all;
    }

    private static String text() throws IOException {
        try (InputStream in = Transcript.class.getResourceAsStream("toxiproxy-2.12.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
