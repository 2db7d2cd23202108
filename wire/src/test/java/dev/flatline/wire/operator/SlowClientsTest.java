package dev.flatline.wire.operator;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients that ask for half a page, or do not read it, and pages that hang. */
@Tag("real-socket")
final class SlowClientsTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final String HALF = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Half: ";
    private static final OperatorReply LARGE = OperatorReply.text(200, "x".repeat(16 << 20));

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final List<Socket> clients = new ArrayList<>();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CompletableFuture<String> end = new CompletableFuture<>();

    @AfterEach
    void closeClients() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
    }

    @Test
    void halfARequestKeepsNobodyWaiting() throws Exception {
        try (OperatorPort port = open(2, LONG)) {
            send(port, HALF);

            assertEquals("ok\n", get(port));
        }
    }

    @Test
    void halfARequestIsClosedWhenItsTimeIsUp() throws Exception {
        try (OperatorPort port = open(1, SHORT)) {
            Socket slow = send(port, HALF);

            int answer = slow.getInputStream().read();

            assertEquals(-1, answer);
            assertEquals("ok\n", get(port));
            assertEquals(1, port.overdueRequests());
        }
    }

    @Test
    void moreHalvesThanThreadsDelayOthersAndNoMore() throws Exception {
        try (OperatorPort port = open(2, SHORT)) {
            for (int i = 0; i < 5; i++) {
                send(port, HALF);
            }

            assertEquals("ok\n", get(port));
        }
    }

    @Test
    void whoDoesNotReadIsCutOff() throws Exception {
        try (OperatorPort port = open(1, SHORT)) {
            Socket slow = new Socket();
            clients.add(slow);
            slow.setSoTimeout(30_000);
            slow.setReceiveBufferSize(1_024);
            slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port.port()));
            write(slow, "GET /large HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
            assertEquals('H', slow.getInputStream().read(), "the answer has begun");

            assertEquals("ok\n", get(port));

            assertEquals(1, port.overdueRequests());
        }
    }

    @Test
    void closingDoesNotWaitForHalfARequest() throws Exception {
        OperatorPort port = open(2, LONG);
        Socket slow = send(port, HALF);
        assertEquals("ok\n", get(port), "so the one before it has been accepted");

        port.close();

        assertDoesNotThrow(() -> awaitEnd(slow));
    }

    @Test
    void closingInterruptsAPageThatHangs() throws Exception {
        OperatorPort port = open(1, LONG);
        send(port, "GET /hang HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        hanging.await();

        port.close();

        assertEquals("interrupted", end.get(20, TimeUnit.SECONDS));
    }

    @Test
    void whatCannotWaitIsRefusedAndCounted() throws Exception {
        try (RequestThreads threads = new RequestThreads(1, LONG)) {
            threads.execute(this::hang);
            hanging.await();
            for (int i = 0; i < 64; i++) {
                threads.execute(() -> {});
            }

            assertThrows(RejectedExecutionException.class, () -> threads.execute(() -> {}));

            assertEquals(1, threads.refused());
        }
        assertEquals("interrupted", end.get(20, TimeUnit.SECONDS));
    }

    @Test
    void aThreadThatWasInterruptedForOneRequestServesTheNextInPeace() throws Exception {
        try (RequestThreads threads = new RequestThreads(1, SHORT)) {
            CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
            threads.execute(this::hang);

            assertEquals("interrupted", end.get(20, TimeUnit.SECONDS));
            threads.execute(() -> interrupted.complete(Thread.currentThread().isInterrupted()));

            assertEquals(false, interrupted.get(20, TimeUnit.SECONDS));
            assertEquals(1, threads.overdue());
        }
    }

    private OperatorPort open(int threads, Duration limit) throws IOException {
        Map<String, OperatorPage> pages = Map.of(
                "/healthz", OperatorPages.health(Optional::empty), "/large", accept -> LARGE, "/hang", accept -> {
                    hang();
                    return OperatorReply.text(200, "too late");
                });
        return OperatorPort.open(OperatorOptions.defaults().withLimits(threads, limit), pages, failures::add);
    }

    private void hang() {
        hanging.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            end.complete("interrupted");
        }
    }

    private Socket send(OperatorPort port, String bytes) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port.port());
        socket.setSoTimeout(30_000);
        clients.add(socket);
        write(socket, bytes);
        return socket;
    }

    private static void write(Socket socket, String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /** Waits for the end of a connection, which is a reset if something that came was not read. */
    private static void awaitEnd(Socket socket) throws SocketTimeoutException {
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (SocketTimeoutException open) {
            throw open;
        } catch (IOException reset) {
            assertTrue(socket.isConnected(), "it was connected");
        }
    }

    private static String get(OperatorPort port) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(port.url() + "/healthz")).build();
        String body = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();
        assertTrue(body.endsWith("\n"));
        return body;
    }
}
