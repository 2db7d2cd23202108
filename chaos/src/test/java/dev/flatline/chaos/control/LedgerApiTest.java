package dev.flatline.chaos.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.control.http.ControlOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("real-socket")
final class LedgerApiTest {

    /** A ledger that keeps everything from some number on. */
    private static final class Lines implements LedgerSource {
        private final List<LedgerEntry> entries = new ArrayList<>();
        private final List<CompletableFuture<Void>> waiting = new ArrayList<>();
        private long last;

        synchronized void write(String action) {
            last++;
            entries.add(new LedgerEntry(last, Map.of("action", action)));
            List.copyOf(waiting).forEach(waiter -> waiter.complete(null));
            waiting.clear();
            notifyAll();
        }

        synchronized void drop(int count) {
            entries.subList(0, count).clear();
        }

        @Override
        public synchronized List<LedgerEntry> read(long after, int max) {
            return entries.stream()
                    .filter(entry -> entry.sequence() > after)
                    .limit(max)
                    .toList();
        }

        @Override
        public synchronized CompletableFuture<Void> written(long after) {
            CompletableFuture<Void> waiter = new CompletableFuture<>();
            if (last > after) {
                waiter.complete(null);
            } else {
                waiting.add(waiter);
                notifyAll();
            }
            return waiter;
        }

        synchronized void awaitReader() throws InterruptedException {
            while (waiting.isEmpty()) {
                wait();
            }
        }
    }

    private final Lines lines = new Lines();
    private ApiRig rig;

    @BeforeEach
    void start() throws IOException {
        rig = new ApiRig(HubOptions.defaults(), ControlOptions.defaults().onPort(0), lines);
    }

    @AfterEach
    void close() {
        rig.close();
        assertEquals(List.of(), rig.failures);
    }

    @Test
    void givesThePageAfterANumber() throws IOException {
        List.of("a", "b", "c", "d").forEach(lines::write);

        RawHttp.Answer page = RawHttp.get(rig.api.port(), "/v1/ledger?after=1&max=2");
        RawHttp.Answer end = RawHttp.get(rig.api.port(), "/v1/ledger?after=4");

        assertEquals("{\"seq\":2,\"action\":\"b\"}\n{\"seq\":3,\"action\":\"c\"}\n", page.body());
        assertEquals("application/x-ndjson", page.header("Content-Type"));
        assertEquals("", end.body());
    }

    @Test
    void saysHowManyAreLost() throws IOException {
        List.of("a", "b", "c", "d").forEach(lines::write);
        lines.drop(3);

        RawHttp.Answer page = RawHttp.get(rig.api.port(), "/v1/ledger?after=1");

        assertEquals("{\"lost\":2}\n{\"seq\":4,\"action\":\"d\"}\n", page.body());
    }

    @Test
    void waitsForTheFirstLineButNotForEver() throws Exception {
        ExecutorService client = Executors.newSingleThreadExecutor();
        try {
            Future<RawHttp.Answer> answer =
                    client.submit(() -> RawHttp.get(rig.api.port(), "/v1/ledger?after=0&wait=60s"));
            lines.awaitReader();
            lines.write("a");

            assertEquals(
                    "{\"seq\":1,\"action\":\"a\"}\n",
                    answer.get(30, TimeUnit.SECONDS).body());
            assertEquals(
                    "",
                    RawHttp.get(rig.api.port(), "/v1/ledger?after=1&wait=50ms").body());
            assertEquals(
                    400, RawHttp.get(rig.api.port(), "/v1/ledger?wait=soon").status());
        } finally {
            client.shutdownNow();
        }
    }

    @Test
    void followsAndTakesNoThreadMeanwhile() throws Exception {
        lines.write("a");
        List<Socket> followers = new ArrayList<>();
        try {
            List<BufferedReader> readers = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.api.port());
                followers.add(socket);
                socket.setSoTimeout(30_000);
                socket.getOutputStream()
                        .write("GET /v1/ledger?follow HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                readers.add(reader);
                assertEquals("{\"seq\":1,\"action\":\"a\"}", nextEntry(reader));
            }

            RawHttp.Answer oneTooMany = RawHttp.get(rig.api.port(), "/v1/ledger?follow=true");
            lines.write("b");

            for (BufferedReader reader : readers) {
                assertEquals("{\"seq\":2,\"action\":\"b\"}", nextEntry(reader));
            }
            assertEquals(503, oneTooMany.status());
            assertEquals(200, RawHttp.get(rig.api.port(), "/proxies").status());
        } finally {
            for (Socket socket : followers) {
                socket.close();
            }
        }
    }

    private static String nextEntry(BufferedReader reader) throws IOException {
        String line = reader.readLine();
        while (line != null && !line.startsWith("{")) {
            line = reader.readLine();
        }
        assertTrue(line != null, "the stream ended");
        return line;
    }
}
