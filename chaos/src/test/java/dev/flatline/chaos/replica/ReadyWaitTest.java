package dev.flatline.chaos.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.rollback.Rollback;
import dev.flatline.chaos.rollback.Undo;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Waits until servers are ready that answer what they are told to. */
@Tag("real-socket")
@Timeout(60)
class ReadyWaitTest {

    private static final long SECOND_NANOS = 1_000_000_000L;

    @TempDir
    Path folder;

    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private final AtomicLong now = new AtomicLong(-7 * SECOND_NANOS);
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private final List<String> requests = new ArrayList<>();
    private ServerSocket listener;
    private @Nullable ServerLog log;

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
        if (log != null) {
            log.close();
        }
    }

    @Test
    void aWebSocketThatIsOpenedOnThePathIsReady() throws Exception {
        answer("HTTP/1.1 101 Switching Protocols\r\n\r\n");

        until(ReadyCheck.Kind.WEBSOCKET, "");

        assertTrue(requests.get(0).startsWith("GET /chat HTTP/1.1"), requests::toString);
    }

    @Test
    void anAnswerOtherThan101IsNotAWebSocket() throws Exception {
        answer("HTTP/1.1 404 Not Found\r\n\r\n");

        assertEquals(
                "web was not ready within 30s: no WebSocket on ws://" + where() + "/chat (HTTP 404);"
                        + " its last words: starting",
                unready(ReadyCheck.Kind.WEBSOCKET, ""));
    }

    @Test
    void anHttpAnswerUpTo399IsReadyAndOneOf500IsNot() throws Exception {
        answer("HTTP/1.1 500 Oh\r\n\r\n", "HTTP/1.0 399 Fine\r\n\r\n");

        until(ReadyCheck.Kind.HTTP, "/healthz");

        assertEquals(2, requests.size());
        assertTrue(requests.get(1).startsWith("GET /healthz HTTP/1.1"), requests::toString);
    }

    @Test
    void whatSpeaksAnotherProtocolIsNamedAsThatHoweverMuchItSends() throws Exception {
        answer("x".repeat(100_000));

        assertEquals(
                "web was not ready within 30s: GET http://" + where()
                        + "/healthz (answered, not in HTTP/1.1); its last words: starting",
                unready(ReadyCheck.Kind.HTTP, "/healthz"));
    }

    @Test
    void aConnectionThatIsAcceptedIsReadyForTcp() throws Exception {
        until(ReadyCheck.Kind.TCP, "");

        assertEquals(List.of(), requests);
    }

    @Test
    void aPortWhereNobodyListensIsToldWithTheReason() throws Exception {
        String where = where();
        listener.close();

        assertEquals(
                "web was not ready within 30s: nobody accepts a connection on " + where
                        + " (Connection refused); its last words: starting",
                unready(ReadyCheck.Kind.TCP, ""));
    }

    @Test
    void aLineOfTheLogIsReady() throws Exception {
        CompletableFuture<Void> later = CompletableFuture.runAsync(
                () -> write("up at 12\n"), CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));

        until(ReadyCheck.Kind.LOG, "up at \\d+");

        assertTrue(later.isDone());
    }

    @Test
    void aServerThatEndsIsNotWaitedFor() {
        end.completeAsync(() -> 3, CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));

        ReplicaException failure = assertThrows(ReplicaException.class, () -> until(ReadyCheck.Kind.LOG, "never"));

        assertEquals("web ended with exit code 3 before it was ready; its last words: starting", failure.getMessage());
        assertTrue(failure.isUnready());
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        CompletableFuture<Void> later = CompletableFuture.runAsync(
                () -> interrupted.set(true), CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));

        until(ReadyCheck.Kind.LOG, "never");

        assertTrue(later.isDone());
    }

    /** The message when it does not get ready: the clock is past the limit after the first look. */
    private String unready(ReadyCheck.Kind kind, String detail) {
        CompletableFuture<Void> unused = CompletableFuture.runAsync(
                () -> now.addAndGet(30 * SECOND_NANOS), CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS));
        ReplicaException failure = assertThrows(ReplicaException.class, () -> until(kind, detail));
        assertTrue(failure.isUnready());
        return String.valueOf(failure.getMessage());
    }

    private void until(ReadyCheck.Kind kind, String detail) throws ReplicaException, IOException {
        ReadyCheck check = new ReadyCheck(kind, detail, 30 * SECOND_NANOS);
        ReplicaPlan plan = new ReplicaPlan(
                new ReplicaPlan.Command(List.of("web"), Map.of(), ""), 1, listener.getLocalPort(), "/chat", check);
        ServerLog written = new ServerLog(folder.resolve("log"), check);
        log = written;
        write("starting\n");
        Surroundings surroundings =
                new Surroundings("run", new NoRollback(), folder, now::get, () -> 0, interrupted::get);
        new ReadyWait(plan, surroundings)
                .until("web", (InetSocketAddress) listener.getLocalSocketAddress(), written, end);
    }

    private void write(String text) {
        Objects.requireNonNull(log).write(text.getBytes(StandardCharsets.UTF_8), 0, text.length());
    }

    private String where() {
        return "localhost:" + listener.getLocalPort();
    }

    /** Answers each connection with the next of these, and with the last from then on. */
    private void answer(String... answers) {
        Thread thread = new Thread(() -> {
            for (int i = 0; ; i++) {
                try (Socket socket = listener.accept();
                        OutputStream out = socket.getOutputStream()) {
                    byte[] buffer = new byte[1024];
                    int read = socket.getInputStream().read(buffer);
                    requests.add(new String(buffer, 0, Math.max(0, read), StandardCharsets.US_ASCII));
                    out.write(answers[Math.min(i, answers.length - 1)].getBytes(StandardCharsets.US_ASCII));
                } catch (IOException closed) {
                    if (listener.isClosed()) {
                        return;
                    }
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** Nothing is done here that needs undoing. */
    private static final class NoRollback implements Rollback {
        @Override
        public Step before(Undo undo) {
            throw new IllegalStateException(undo.words());
        }

        @Override
        public void undo(Step step) {
            throw new IllegalStateException("nothing was written");
        }
    }
}
