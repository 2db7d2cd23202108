package dev.flatline.scenarios.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.RunResult;
import dev.flatline.core.measure.RunResult.State;
import dev.flatline.report.files.ResultFolder;
import dev.flatline.report.files.ResultWriter;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ports at which a run is watched. */
@Tag("real-socket")
final class LivePortsTest {

    private static final LiveOptions BOTH =
            new LiveOptions(Optional.of(0), Optional.of(LiveOptions.Endpoint.parse("0")));

    @TempDir
    Path temp;

    private long nanos;

    @Test
    void beforeTheRunHasBegunThereIsNothingYet() throws Exception {
        try (LivePorts ports = LivePorts.open(BOTH, () -> nanos)) {
            assertEquals(503, get(url(ports, 0)).statusCode());
            assertEquals(503, get(url(ports, 1)).statusCode());
        }
    }

    @Test
    void servesThePageItsDataAndTheMetricsAsTheFilesStand() throws Exception {
        try (LivePorts ports = LivePorts.open(BOTH, () -> nanos);
                ResultWriter writer = ResultFolder.create(temp.resolve("run"))) {
            tell(ports, writer, 7, State.RUNNING);
            HttpResponse<String> page = get(url(ports, 0));
            assertEquals(200, page.statusCode());
            assertTrue(page.body().contains("fetch('data'"));
            assertTrue(get(url(ports, 0) + "data").body().contains("\"parts\""));
            assertTrue(get(url(ports, 1)).body().contains("\nflatline_run_attempts_total 7.0\n"));

            nanos += 1_000_000_000;
            tell(ports, writer, 8, State.RUNNING);

            assertTrue(get(url(ports, 1)).body().contains("\nflatline_run_attempts_total 8.0\n"));
            assertTrue(shows(get(url(ports, 0) + "data"), 8));
        }
    }

    @Test
    void theEndIsShownHoweverFreshWhatWasMadeBeforeIs() throws Exception {
        try (LivePorts ports = LivePorts.open(BOTH, () -> nanos);
                ResultWriter writer = ResultFolder.create(temp.resolve("run"))) {
            tell(ports, writer, 7, State.RUNNING);
            get(url(ports, 0) + "data");

            tell(ports, writer, 9, State.COMPLETED);

            assertTrue(shows(get(url(ports, 0) + "data"), 9));
            ports.awaitLastLook();
        }
    }

    @Test
    void aPortThatIsTakenIsSaidWithTheRemedy() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            LiveOptions options = new LiveOptions(Optional.of(taken.getLocalPort()), Optional.empty());

            FlatlineException refused =
                    assertThrows(FlatlineException.class, () -> LivePorts.open(options, () -> nanos));

            assertEquals(ExitStatus.MACHINE, refused.status());
            assertTrue(refused.text().startsWith("--ui-port: "), refused.text());
            assertTrue(refused.text().endsWith("; take another, or 0 for any"), refused.text());
        }
    }

    @Test
    void anEndpointIsAPortOrHasAHost() {
        assertEquals(new LiveOptions.Endpoint("127.0.0.1", 9464), LiveOptions.Endpoint.parse("9464"));
        assertEquals(new LiveOptions.Endpoint("0.0.0.0", 0), LiveOptions.Endpoint.parse("0.0.0.0:0"));
        for (String bad : List.of("", "x", "70000", ":9464", "host:")) {
            assertThrows(IllegalArgumentException.class, () -> LiveOptions.Endpoint.parse(bad), bad);
        }
    }

    private void tell(LivePorts ports, ResultWriter writer, long attempts, State state) throws IOException {
        RunResult result = new RunResult(
                new RunResult.Identity("s", "", 42, "real", "embedded server", 2000, 75, "2026-01-01T00:00:00Z", "c"),
                state,
                state == State.RUNNING ? RunResult.Verdict.INCOMPLETE : RunResult.Verdict.MET,
                12.5,
                Map.of("attempts.total", new Metric.Count(attempts)),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                "0");
        writer.writeSummary(result);
        ports.wrote(writer.folder(), result);
    }

    private static boolean shows(HttpResponse<String> data, long attempts) {
        return data.body().contains("attempts.total\\\" value\\u003d\\\"" + attempts + "\\\"");
    }

    private static String url(LivePorts ports, int line) {
        return ports.lines().get(line).replaceFirst(".*: http", "http");
    }

    private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
