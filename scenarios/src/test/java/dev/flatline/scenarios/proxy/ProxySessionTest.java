package dev.flatline.scenarios.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.testing.OwnThread;
import dev.flatline.scenarios.file.ProxyReader;
import dev.flatline.scenarios.file.ProxyReader.OneProxy;
import dev.flatline.scenarios.file.Setting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The proxies alone, on real sockets, as a user meets them. */
@Tag("real-socket")
@SuppressWarnings("StringConcatToTextBlock") // a text block would hide the line ends, which matter here
final class ProxySessionTest {

    private static final int LIMIT_SECONDS = 30;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private @Nullable ProxySession session;
    private CompletableFuture<Void> over = CompletableFuture.completedFuture(null);
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        if (session != null) {
            session.stop();
        }
        over.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .exceptionally(failed -> null)
                .join();
        server.close();
    }

    @Test
    void saysAtTheEndWhatWasAskedForAndWhatWasAchieved() throws Exception {
        Path ledger = folder.resolve("faults.jsonl");
        int port = start(
                "toxics: [{type: latency, attributes: {latency: 30}}]",
                "",
                new Setting("--ledger", "ledger", "" + ledger));
        try (Socket client = connect(port);
                Socket upstream = server.accept()) {
            client.getOutputStream().write(new byte[] {1, 2, 3});
            assertEquals(3, upstream.getInputStream().readNBytes(3).length);
            upstream.getOutputStream().write(7);
            assertEquals(7, client.getInputStream().read());
            stopNow();

            find("closing 1 connections()");
            find("^web: 1 connections, 3 bytes upstream, 1 downstream()$");
            String late = find("^web latency_downstream: hit 1 connections, 0 injections, 1 delays: asked 30.000 ms,"
                    + " achieved 3\\d\\.\\d+ ms on average; late by (\\d+\\.\\d+) ms p50, \\d+\\.\\d+ ms p99$");
            assertTrue(Double.parseDouble(late) >= 0);
        }
        List<String> entries = Files.readAllLines(ledger);
        assertTrue(entries.get(1).contains("\"action\":\"began\""), entries.toString());
        assertTrue(entries.get(2).contains("\"action\":\"hit\",\"connection\":1"), entries.toString());
        assertTrue(entries.get(entries.size() - 1).contains("\"action\":\"ended\""), entries.toString());
    }

    @Test
    void carriesOutATimelineAndSaysSo() throws Exception {
        int port = start(
                "toxics: []",
                "partition: {name: split, kind: isolate, groups: [blue], proxies: [web], for: 1h}\n"
                        + "timeline: [{name: turned-away, at: 0s, for: 300ms, proxy: web, toxic: refuse}]\n");
        find("timeline: (turned-away) begins");

        find("timeline: (turned-away) has ended");

        try (Socket client = connect(port);
                Socket upstream = server.accept()) {
            client.getOutputStream().write(1);
            assertEquals(1, upstream.getInputStream().read());
        }
        stopNow();
        find("timeline: (split) has ended");
        find("timeline: (over)");
        find("^web refuse_both: hit (\\d+) connections");
        find("^web split_0: hit 0 connections()");
    }

    @Test
    void aToxicOfTheFileGoesWhenItsTimeIsOver() throws Exception {
        int port = start("toxics: [{type: half_open, name: silence, ttl: 200ms}]", "");
        find("^web: silence \\(half_open\\) (began)");

        find("^web: silence \\(half_open\\) (ended)");

        try (Socket client = connect(port);
                Socket upstream = server.accept()) {
            client.getOutputStream().write(1);
            assertEquals(1, upstream.getInputStream().read());
        }
        stopNow();
        find("^web silence: hit 0 connections()");
    }

    @Test
    void theLogHasALineForEachInjection() throws Exception {
        int port = start("toxics: [{type: half_open, name: silence, attributes: {mode: discard}}]", "");

        try (Socket client = connect(port)) {
            find("^web #1: silence \\(half_open\\) (hit)$");
            assertTrue(client.isConnected());
        }
    }

    private int start(String toxics, String more, Setting... settings) throws Exception {
        Path file = Files.writeString(
                folder.resolve("proxy.yaml"),
                "port: 0\nproxies:\n  - name: web\n    listen: 127.0.0.1:0\n    upstream: 127.0.0.1:"
                        + server.getLocalPort() + "\n    " + toxics + "\n" + more);
        ProxyPlan plan = ProxyReader.read(Optional.of(file.toString()), List.of(settings), OneProxy.NONE);
        ProxySession fresh = new ProxySession(plan, lines::add);
        session = fresh;
        over = CompletableFuture.runAsync(() -> fresh.run(true), OwnThread.EACH);
        return Integer.parseInt(find("^web: 127.0.0.1:(\\d+) -> "));
    }

    private void stopNow() {
        if (session != null) {
            session.stop();
        }
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(LIMIT_SECONDS * 1000);
        return socket;
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
}
