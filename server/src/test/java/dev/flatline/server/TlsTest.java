package dev.flatline.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.server.options.ListenOptions;
import dev.flatline.server.options.TlsOptions;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that speaks TLS, against the JDK's own WebSocket client. */
@Tag("real-socket")
final class TlsTest {

    private static final long LIMIT_SECONDS = 30;

    private final Loops loops = Loops.open("tls-test", 1, TransportKind.AUTO);
    private final Happenings happenings = Happenings.echo();
    private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @AfterEach
    void closeLoops() {
        loops.close();
    }

    @Test
    void echoesUnderASelfSignedCertificateAndSaysGoodbye() throws Exception {
        try (FlatlineServer server = started(TlsOptions.SELF_SIGNED)) {
            WebSocket client = connected(server);

            client.sendText("hello", true).get(LIMIT_SECONDS, TimeUnit.SECONDS);

            assertEquals("hello", heard.poll(LIMIT_SECONDS, TimeUnit.SECONDS));
            happenings.opened.get(0).close(4001, "enough");
            assertEquals("closed 4001 enough", heard.poll(LIMIT_SECONDS, TimeUnit.SECONDS));
        }
    }

    @Test
    void aLargeMessageComesBackWhole() throws Exception {
        try (FlatlineServer server = started(TlsOptions.SELF_SIGNED)) {
            WebSocket client = connected(server);
            String large = "z".repeat(900_000);

            client.sendText(large, true).get(LIMIT_SECONDS, TimeUnit.SECONDS);

            assertEquals(large, heard.poll(LIMIT_SECONDS, TimeUnit.SECONDS));
        }
    }

    @Test
    void aClientThatSpeaksPlainHttpIsCountedAndTheNextOneIsServed() throws Exception {
        try (FlatlineServer server = started(TlsOptions.SELF_SIGNED)) {
            try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                plain.setSoTimeout((int) TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
                plain.getOutputStream().write(VirtualServer.REQUEST.getBytes(StandardCharsets.ISO_8859_1));
                plain.getInputStream().readAllBytes();
            }

            connected(server).sendText("hello", true).get(LIMIT_SECONDS, TimeUnit.SECONDS);

            assertEquals("hello", heard.poll(LIMIT_SECONDS, TimeUnit.SECONDS));
            assertEquals(1, server.counters().tlsFailures());
            assertTrue(happenings.program.stream().noneMatch(line -> line.startsWith("error")), "no fault of ours");
        }
    }

    @Test
    void aFileThatIsMissingOrNoCertificateIsOneLine(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("none.pem");
        Path wrong = Files.writeString(folder.resolve("wrong.pem"), "no certificate");

        IllegalArgumentException first =
                assertThrows(IllegalArgumentException.class, () -> started(TlsOptions.of(missing, wrong)));
        IllegalArgumentException second =
                assertThrows(IllegalArgumentException.class, () -> started(TlsOptions.of(wrong, wrong)));

        assertEquals("tls.certificate: cannot read " + missing, first.getMessage());
        String message = String.valueOf(second.getMessage());
        assertTrue(message.startsWith("tls: " + wrong + " and " + wrong + " are no certificate and its key;"), message);
        assertEquals(1, message.lines().count());
    }

    private FlatlineServer started(TlsOptions tls) throws IOException {
        ServerOptions options = ServerOptions.defaults().with(new ListenOptions("127.0.0.1", 0, Optional.of(tls)));
        FlatlineServer server = new FlatlineServer(options, happenings, happenings, loops);
        server.start();
        return server;
    }

    private WebSocket connected(FlatlineServer server) throws Exception {
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new TrustsAnybody()}, null);
        return HttpClient.newBuilder()
                .sslContext(trusting)
                .build()
                .newWebSocketBuilder()
                .buildAsync(URI.create("wss://localhost:" + server.port() + "/"), new Listener())
                .get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                heard.add(parts.toString());
                parts.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            heard.add("closed " + code + " " + reason);
            return CompletableFuture.completedFuture(null);
        }
    }

    private static final class TrustsAnybody implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
