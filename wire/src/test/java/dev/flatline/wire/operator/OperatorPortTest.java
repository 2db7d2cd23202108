package dev.flatline.wire.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("real-socket")
final class OperatorPortTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final MetricPage metrics = new MetricPage(failures::add);
    private final AtomicReference<Optional<String>> complaint = new AtomicReference<>(Optional.empty());
    private final IllegalStateException planted = new IllegalStateException("planted");
    private final OperatorPort port = open(OperatorOptions.defaults());

    @AfterEach
    void closePort() {
        port.close();
    }

    @Test
    void saysThatAllIsWellAndWhatIsNot() throws Exception {
        HttpResponse<String> well = get("/readyz");
        complaint.set(Optional.of("draining: 300 connections left"));
        HttpResponse<String> unwell = get("/readyz");

        assertEquals(200, well.statusCode());
        assertEquals("ok\n", well.body());
        assertEquals(503, unwell.statusCode());
        assertEquals("draining: 300 connections left\n", unwell.body());
        assertEquals(200, get("/healthz").statusCode());
    }

    @Test
    void servesMetricsInBothFormats() throws Exception {
        RuntimeMetrics.addTo(metrics);
        metrics.counter("flatline_opened_total", "Connections opened.", () -> 7);

        HttpResponse<String> text = get("/metrics");
        HttpResponse<String> open = send(request("/metrics")
                .header("Accept", "application/openmetrics-text;version=1.0.0;q=0.6")
                .header("Accept", "*/*;q=0.1"));

        assertEquals(
                Optional.of("text/plain; version=0.0.4; charset=utf-8"),
                text.headers().firstValue("Content-Type"));
        assertEquals(7, Exposition.ofPrometheus(text.body()).value("flatline_opened_total"));
        assertEquals(7, Exposition.ofOpenMetrics(open.body()).value("flatline_opened_total"));
        assertEquals(List.of(), failures);
    }

    @Test
    void servesFactsAsJson() throws Exception {
        HttpResponse<String> info = get("/info?pretty=no");

        assertEquals("{\"name\":\"flatline\"}\n", info.body());
        assertEquals(
                Optional.of("application/json; charset=utf-8"), info.headers().firstValue("Content-Type"));
        assertEquals(Optional.of("no-store"), info.headers().firstValue("Cache-Control"));
        assertEquals(Optional.of("close"), info.headers().firstValue("Connection"));
    }

    @Test
    void answersHeadAsGetWithoutTheBody() throws Exception {
        complaint.set(Optional.of("not yet"));

        HttpResponse<String> head = send(request("/readyz").method("HEAD", BodyPublishers.noBody()));

        assertEquals(503, head.statusCode());
        assertEquals("", head.body());
        assertEquals(Optional.of("8"), head.headers().firstValue("Content-Length"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "get"})
    void takesNoOtherMethod(String method) throws Exception {
        HttpResponse<String> refusal =
                send(request("/metrics").method(method, BodyPublishers.ofString("x".repeat(9_000))));

        assertEquals(405, refusal.statusCode());
        assertEquals(Optional.of("GET, HEAD"), refusal.headers().firstValue("Allow"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/metric", "/metrics/", "/metrics/x", "/%6detric"})
    void namesItsPagesToThoseWhoAreLost(String path) throws Exception {
        HttpResponse<String> lost = get(path);

        assertEquals(404, lost.statusCode());
        assertEquals("there is no such page; there are /broken /healthz /info /metrics /readyz\n", lost.body());
    }

    @Test
    void tellsOfAPageThatFailsAndGoesOn() throws Exception {
        HttpResponse<String> broken = get("/broken");

        assertEquals(500, broken.statusCode());
        assertEquals("/broken failed: java.lang.IllegalStateException: planted\n", broken.body());
        assertEquals(List.of(planted), failures);
        assertEquals(200, get("/healthz").statusCode());
    }

    @Test
    void saysThatThePortIsTaken() throws IOException {
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            OperatorOptions taken = OperatorOptions.defaults().onPort(other.getLocalPort());

            OperatorPortException failure =
                    assertThrows(OperatorPortException.class, () -> OperatorPort.open(taken, Map.of(), failures::add));

            assertEquals(
                    "the operator's port cannot listen on 127.0.0.1:" + other.getLocalPort() + ": the port is in use",
                    failure.getMessage());
        }
    }

    @Test
    void saysThatTheAddressIsAnothers() {
        OperatorOptions elsewhere = OperatorOptions.defaults().exposedOn("192.0.2.1", 9_100);

        OperatorPortException failure =
                assertThrows(OperatorPortException.class, () -> OperatorPort.open(elsewhere, Map.of(), failures::add));

        assertEquals(
                "the operator's port cannot listen on 192.0.2.1:9100: this machine does not have that address",
                failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void isNotOpenedToOthersUnlessTheOptionsSaySo(String host) {
        OperatorOptions hidden = new OperatorOptions(
                host, 0, false, 1, OperatorOptions.defaults().requestLimit());

        OperatorPortException failure =
                assertThrows(OperatorPortException.class, () -> OperatorPort.open(hidden, Map.of(), failures::add));

        assertEquals(
                "the operator's port cannot listen on " + host
                        + ":0: other machines could reach it, and the options do not say that they may (exposed)",
                failure.getMessage());
    }

    @Test
    void isOpenedToOthersWhenTheOptionsSaySo() throws IOException {
        OperatorOptions exposed = OperatorOptions.defaults().exposedOn("0.0.0.0", 0);

        try (OperatorPort open = OperatorPort.open(exposed, Map.of(), failures::add)) {
            assertNotEquals(0, open.port());
        }
    }

    @Test
    void closesAndCanBeOpenedOnTheSamePortAgain() throws Exception {
        get("/healthz");

        port.close();
        port.close();

        assertThrows(IOException.class, () -> get("/healthz"));
        try (OperatorPort again = open(OperatorOptions.defaults().onPort(port.port()))) {
            assertEquals(200, get("/healthz").statusCode());
            assertEquals("http://127.0.0.1:" + port.port(), again.url());
        }
    }

    @Test
    void hasOnlyDaemonThreads() throws Exception {
        get("/healthz");

        List<String> holdingUp = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon())
                .map(Thread::getName)
                .filter(name -> name.startsWith("flatline-operator") || name.contains("HTTP-Dispatcher"))
                .toList();

        assertEquals(List.of(), holdingUp);
    }

    private OperatorPort open(OperatorOptions options) {
        Map<String, OperatorPage> pages = Map.of(
                "/healthz",
                OperatorPages.health(Optional::empty),
                "/readyz",
                OperatorPages.health(complaint::get),
                "/info",
                OperatorPages.info(() -> Map.of("name", "flatline")),
                "/metrics",
                metrics,
                "/broken",
                accept -> {
                    throw planted;
                });
        try {
            return OperatorPort.open(options, pages, failures::add);
        } catch (OperatorPortException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(port.url() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
