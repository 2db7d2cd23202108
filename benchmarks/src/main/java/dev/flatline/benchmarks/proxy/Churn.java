package dev.flatline.benchmarks.proxy;

import dev.flatline.core.SuppressForbidden;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Some threads that change the toxics of a proxy over its control API, at a fixed rate, for a while. */
@SuppressForbidden("measures how long requests take")
final class Churn {

    private static final int THREADS = 4;
    private static final long LIMIT_SECONDS = 120;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String api;
    private final long everyNanos;
    private final long startNanos = System.nanoTime();
    private final long endNanos;
    private final ConcurrentLinkedQueue<Double> millis = new ConcurrentLinkedQueue<>();
    private final List<CompletableFuture<Void>> threads = new ArrayList<>();
    private volatile long doneNanos;

    /** Begins at once. */
    Churn(int apiPort, int perSecond, Duration duration) {
        this.api = "http://127.0.0.1:" + apiPort;
        this.everyNanos = (long) (NANOS_PER_SECOND * THREADS / perSecond);
        this.endNanos = startNanos + duration.toNanos();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            CompletableFuture<Void> done = new CompletableFuture<>();
            threads.add(done);
            Thread thread = new Thread(() -> run(number, done), "churn-" + i);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** How long each change took; waits for the end. */
    double[] await() throws IOException {
        try {
            CompletableFuture.allOf(threads.toArray(CompletableFuture<?>[]::new))
                    .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new IOException("a change failed: " + e.getCause(), e);
        }
        return millis.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** How long it went on. */
    double seconds() {
        return (doneNanos - startNanos) / NANOS_PER_SECOND;
    }

    private void run(int number, CompletableFuture<Void> done) {
        try {
            long next = startNanos + number * everyNanos / THREADS;
            for (int turn = 0; next < endNanos; turn++) {
                for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                change(number, turn);
                next += everyNanos;
            }
            doneNanos = System.nanoTime();
            done.complete(null);
        } catch (IOException | InterruptedException | RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    private void change(int number, int turn) throws IOException, InterruptedException {
        String toxics = api + "/proxies/main/toxics";
        String name = "churn-" + number;
        switch (turn % 4) {
            case 0 ->
                send(
                        "POST",
                        toxics,
                        "{\"name\": \"" + name
                                + "\", \"type\": \"latency\", \"toxicity\": 0.3, \"attributes\": {\"latency\": 5}}");
            case 1 -> send("POST", toxics + "/" + name, "{\"attributes\": {\"latency\": 9, \"jitter\": 4}}");
            case 2 ->
                send(
                        "PUT",
                        api + "/v1/proxies/main/toxics/reset-" + number,
                        "{\"type\": \"reset_peer\", \"target\": {\"nth\": \"after 1000000\"}, \"ttl\": \"1s\"}");
            default -> send("DELETE", toxics + "/" + name, "");
        }
    }

    private void send(String method, String url, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .method(method, BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(LIMIT_SECONDS))
                .build();
        long before = System.nanoTime();
        var response = http.send(request, BodyHandlers.ofString());
        millis.add((System.nanoTime() - before) / NANOS_PER_MILLI);
        if (response.statusCode() >= 300) {
            throw new IOException(method + " " + url + ": " + response.statusCode() + " " + response.body());
        }
    }
}
