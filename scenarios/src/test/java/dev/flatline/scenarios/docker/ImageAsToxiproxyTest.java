package dev.flatline.scenarios.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.docker.Containers;
import dev.flatline.chaos.replica.ReadyCheck;
import dev.flatline.chaos.replica.Replica;
import dev.flatline.chaos.replica.ReplicaLimits;
import dev.flatline.chaos.replica.ReplicaPlan;
import dev.flatline.chaos.replica.Surroundings;
import dev.flatline.chaos.rollback.RollbackJournal;
import dev.flatline.core.SuppressForbidden;
import dev.flatline.scenarios.replica.Healers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our image where Toxiproxy's was: no command, or its flags; port 8474 on all addresses; no token. */
@Tag("docker")
class ImageAsToxiproxyTest {

    private static final long LATENCY_MILLIS = 300;

    @TempDir
    Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    @Test
    void withoutACommandItIsAToxiproxyThatDelaysWhatPasses() throws Exception {
        try (RollbackJournal rollback = journal("plain")) {
            try (Containers containers = start(rollback, "plain", List.of())) {
                Replica container = containers.all().get(0);
                String host = container.address().getAddress().getHostAddress();
                assertEquals(
                        "{\"version\": \"2.12.0\"}", get(host, 8474, "/version").strip());

                // Its own API is the server behind the proxy: nothing else is in the container.
                post(
                        host,
                        "/proxies",
                        "{\"name\": \"web\", \"listen\": \"0.0.0.0:8666\", \"upstream\": \"127.0.0.1:8474\"}");
                post(
                        host,
                        "/proxies/web/toxics",
                        "{\"type\": \"latency\", \"attributes\": {\"latency\": " + LATENCY_MILLIS + "}}");

                long began = nanoTime();
                String answer = get(host, 8666, "/version");
                long tookMillis = TimeUnit.NANOSECONDS.toMillis(nanoTime() - began);
                assertEquals("{\"version\": \"2.12.0\"}", answer.strip());
                assertTrue(tookMillis >= LATENCY_MILLIS, () -> "took " + tookMillis + " ms");
            }
        }
    }

    @Test
    void itTakesToxiproxysOwnFlags() throws Exception {
        List<String> flags = List.of("-host=0.0.0.0", "-port=8474", "-seed=7", "-proxy-metrics", "-runtime-metrics");
        try (RollbackJournal rollback = journal("flags")) {
            try (Containers containers = start(rollback, "flags", flags)) {
                String host = containers.all().get(0).address().getAddress().getHostAddress();

                assertEquals("{}", get(host, 8474, "/proxies").strip());
            }
        }
    }

    private RollbackJournal journal(String name) throws Exception {
        return RollbackJournal.open(folder.resolve("state"), run(name), Instant.EPOCH, Healers.all());
    }

    private static String run(String name) {
        return "toxiproxy-" + name + "-" + ProcessHandle.current().pid();
    }

    private Containers start(RollbackJournal rollback, String name, List<String> command) throws Exception {
        Path logs = Files.createDirectories(folder.resolve(name));
        ReplicaPlan plan = new ReplicaPlan(
                new ReplicaPlan.Image("", TestImages.flatline(), command, Map.of(), ReplicaLimits.NONE),
                1,
                8474,
                "/",
                new ReadyCheck(ReadyCheck.Kind.HTTP, "/version", TimeUnit.SECONDS.toNanos(60)));
        return Containers.start(
                plan, new Surroundings(run(name), rollback, logs, ImageAsToxiproxyTest::nanoTime, () -> 0), Map.of());
    }

    private String get(String host, int port, String path) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private void post(String host, String path, String json) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://" + host + ":8474" + path))
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertTrue(answer.statusCode() < 300, answer::body);
    }

    @SuppressForbidden("a container takes real time")
    private static long nanoTime() {
        return System.nanoTime();
    }
}
