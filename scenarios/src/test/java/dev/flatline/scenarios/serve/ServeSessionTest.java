package dev.flatline.scenarios.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.testing.OwnThread;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.file.ServeReader;
import dev.flatline.scenarios.file.Setting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The server alone, on real sockets, as a user meets it. */
@Tag("real-socket")
final class ServeSessionTest {

    private static final long LIMIT_SECONDS = 30;

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable ServeSession session;
    private CompletableFuture<Void> over = CompletableFuture.completedFuture(null);

    @AfterEach
    void stop() {
        if (session != null) {
            session.stop();
        }
        over.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .exceptionally(failed -> null)
                .join();
    }

    @Test
    void servesTellsItsOperatorsAndSendsEverybodyAwayAtTheEnd() throws Exception {
        URI ws = serve("identity={from: query, name: user}");
        URI operator = URI.create(find("(http://\\S+)  healthz"));
        WebSocket client = connect(ws.resolve("/a?user=ann"));
        client.sendText("hello", true).get(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertEquals("hello", heard.poll(LIMIT_SECONDS, TimeUnit.SECONDS));
        assertTrue(find("(#1 .*)").matches("#1 \\(ann\\) open from /127.0.0.1:\\d+ at /a"));

        assertEquals("ok", get(operator, "/readyz"));
        assertEquals("ok", get(operator, "/healthz"));
        String metrics = get(operator, "/metrics");
        assertTrue(metrics.contains("\nflatline_server_open_connections 1.0\n"), metrics);
        assertTrue(metrics.contains("\nflatline_server_messages_received_total 1.0\n"), metrics);
        assertTrue(metrics.contains("\nflatline_server_closed_total{cause=\"heartbeat-expired\"} 0.0\n"), metrics);
        assertTrue(metrics.contains("flatline_tcp_sockets{state=\"established\"}"), metrics);
        assertTrue(get(operator, "/info").contains("\"heartbeat\":\"none\""));
        stopNow();

        assertEquals("closed 1012", heard.poll(LIMIT_SECONDS, TimeUnit.SECONDS));
        find("(#1 .ann. closed after .* s: draining, code 1012)");
        assertEquals("served 1 connections, refused 0, 1 messages in, 1 out; closed: draining 1", find("(served .*)"));
        over.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void readsItsOptionsAgainWithoutDroppingAnybody() throws Exception {
        AtomicReference<List<String>> options = new AtomicReference<>(List.of("subprotocols=[one]"));
        URI ws = serve(() -> plan(List.copyOf(options.get())), "subprotocols=[one]");
        WebSocket old = connect(ws, "one", "two");
        assertEquals("one", old.getSubprotocol());

        options.set(List.of("subprotocols=[two]"));
        current().reload();
        find("(read again.*)");
        assertEquals("two", connect(ws, "one", "two").getSubprotocol());
        options.set(List.of("subprotocols=[two]", "loops=2"));
        current().reload();
        find("(read again.*; transport, loops and operator stay as they were until the next start)");
        options.set(List.of("subprotocols=[t o]"));
        current().reload();
        find("(not read again.*t o.*)");
        old.sendText("still here", true).get(LIMIT_SECONDS, TimeUnit.SECONDS);

        assertEquals("still here", heard.poll(LIMIT_SECONDS, TimeUnit.SECONDS));
        assertEquals("two", connect(ws, "one", "two").getSubprotocol());
    }

    /** The measured server: silent from the start 67.8 s, one message 57.7 s; here 2 s and 1 s take the place of 55 s and 10 s. */
    @Test
    void workermanClosesWhoSpokeOnceAndWhoNeverSpokeInItsWindows() throws Exception {
        URI ws = serve("heartbeat={profile: workerman, idle: 2s, scan: 1s}");
        WebSocket spoke = connect(ws);
        WebSocket silent = connect(ws);
        spoke.sendText("once", true).get(LIMIT_SECONDS, TimeUnit.SECONDS);
        silent.sendPing(ByteBuffer.wrap(new byte[] {1})).get(LIMIT_SECONDS, TimeUnit.SECONDS);

        double spokeFor = Double.parseDouble(find("#1 closed after (\\d+\\.\\d) s: heartbeat-expired$"));
        double silentFor = Double.parseDouble(find("#2 closed after (\\d+\\.\\d) s: heartbeat-expired$"));

        assertTrue(spokeFor > 1.9 && spokeFor < 4.9, "more than 2 s of whole seconds, at the next scan: " + spokeFor);
        assertTrue(silentFor > 2.9 && silentFor < 4.9, "stamped by the first scan, whatever it pings: " + silentFor);
    }

    @Test
    void aPortInUseAndAnExposedOperatorAreOneLineEach() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            FlatlineException port = assertThrows(
                    FlatlineException.class,
                    () -> session("port=" + taken.getLocalPort(), "operator=none")
                            .run(false));
            FlatlineException operator = assertThrows(
                    FlatlineException.class,
                    () -> session("port=0", "operator={host: 0.0.0.0, port: 0}").run(false));

            assertEquals(ExitStatus.MACHINE, port.status());
            assertTrue(port.text().endsWith("the port is in use; --port takes another one, 0 any"), port.text());
            assertTrue(operator.text().contains("other machines could reach it"), operator.text());
            assertEquals(1, operator.text().lines().count());
        }
    }

    private URI serve(String... settings) throws InterruptedException {
        return serve(() -> plan(List.of(settings)), settings);
    }

    private URI serve(Supplier<ServePlan> reread, String... settings) throws InterruptedException {
        ServePlan plan = plan(
                Stream.concat(Stream.of("heartbeat=none"), Stream.of(settings)).toList());
        ServeSession fresh = new ServeSession(plan, reread, lines::add, "0");
        session = fresh;
        over = CompletableFuture.runAsync(() -> fresh.run(true), OwnThread.EACH);
        return URI.create(find("(ws://\\S+)  echoes; heartbeat: \\w+; 1 event loops on \\w+"));
    }

    private ServeSession session(String... settings) {
        ServePlan plan = plan(List.of(settings));
        return new ServeSession(plan, () -> plan, lines::add, "0");
    }

    private ServeSession current() {
        if (session == null) {
            throw new IllegalStateException("nothing is served");
        }
        return session;
    }

    private void stopNow() {
        current().stop();
    }

    private static ServePlan plan(List<String> settings) {
        return ServeReader.read(
                Optional.empty(),
                Stream.concat(Stream.of("port=0", "drain.pause=1ms"), settings.stream())
                        .map(Setting::parse)
                        .toList());
    }

    /** The first group of the first line from now on that matches. */
    private String find(String regex) throws InterruptedException {
        Pattern wanted = Pattern.compile(regex);
        while (true) {
            String line = lines.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            assertTrue(line != null, "no line " + regex);
            Matcher found = wanted.matcher(String.valueOf(line));
            if (found.find()) {
                return found.group(1);
            }
        }
    }

    private String get(URI operator, String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(operator.resolve(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body()
                .strip();
    }

    private WebSocket connect(URI uri, String... subprotocols) throws Exception {
        WebSocket.Builder builder = http.newWebSocketBuilder();
        if (subprotocols.length > 0) {
            builder.subprotocols(
                    subprotocols[0],
                    List.of(subprotocols).subList(1, subprotocols.length).toArray(String[]::new));
        }
        return builder.buildAsync(uri, new Listener()).get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private final class Listener implements WebSocket.Listener {

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            heard.add(data.toString());
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            heard.add("closed " + code);
            return null;
        }
    }
}
