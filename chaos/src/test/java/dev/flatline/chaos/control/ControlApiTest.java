package dev.flatline.chaos.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.control.api.ControlPlane;
import dev.flatline.chaos.control.http.ControlApi;
import dev.flatline.chaos.control.http.ControlOptions;
import dev.flatline.chaos.control.http.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask, how much, and what becomes of nonsense. */
@Tag("real-socket")
final class ControlApiTest {

    private static final String TOKEN = "correct horse battery";
    private static final ControlOptions ANY_PORT = ControlOptions.defaults().onPort(0);

    private static ApiRig rig(ControlOptions options) throws IOException {
        return new ApiRig(HubOptions.defaults(), options, LedgerSource.EMPTY);
    }

    private static RawHttp.Answer get(ApiRig rig, String path, String header) throws IOException {
        return RawHttp.send(
                rig.api.port(), "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + header + "\r\n");
    }

    @Test
    void listensWhereOthersCanReachItOnlyWithAToken() throws IOException {
        IOException refused = assertThrows(IOException.class, () -> rig(ANY_PORT.at("0.0.0.0", 0)));

        try (ApiRig rig = rig(ANY_PORT.at("0.0.0.0", 0).withToken(TOKEN))) {
            assertEquals(
                    200,
                    get(rig, "/proxies", "Authorization: Bearer " + TOKEN + "\r\n")
                            .status());
        }

        assertEquals(
                "the control API cannot listen on 0.0.0.0:0: other machines could reach it, and there is no token",
                refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/proxies", "/v1/proxies", "/nope", "/v1/ledger", "/v1/openapi.yaml", "//version"})
    void wantsTheTokenForEverythingButTheVersion(String path) throws IOException {
        try (ApiRig rig = rig(ANY_PORT.withToken(TOKEN))) {
            RawHttp.Answer without = get(rig, path, "");
            RawHttp.Answer wrong = get(rig, path, "Authorization: Bearer correct horse batterx\r\n");

            assertTrue(without.status() == 401 || path.startsWith("//"), without.statusLine());
            assertTrue(wrong.status() >= 400, wrong.statusLine());
            assertFalse(without.body().contains("proxies\":"), without.body());
            assertEquals(200, get(rig, "/version", "").status());
            assertEquals(
                    401, RawHttp.ask(rig.api.port(), "POST", "/version", "").status());
        }
    }

    @Test
    void doesNotShowItsTokenWhenItsOptionsArePrinted() {
        assertFalse(ANY_PORT.withToken(TOKEN).toString().contains("horse"));
        assertThrows(IllegalArgumentException.class, () -> ANY_PORT.withToken("short"));
    }

    @Test
    void refusesBrowsersEverywhere() throws IOException {
        try (ApiRig rig = rig(ANY_PORT)) {
            RawHttp.Answer answer = get(rig, "/v1/proxies", "User-Agent: Mozilla/5.0\r\n");
            RawHttp.Answer wget = get(rig, "/v1/proxies", "User-Agent: Wget/1.21\r\n");

            assertEquals(403, answer.status());
            assertEquals("{\"error\":\"User agent not allowed\",\"status\":403}\n", answer.body());
            assertEquals(200, wget.status());
        }
    }

    @Test
    void takesNoBodyThatIsTooLong() throws IOException {
        try (ApiRig rig = rig(ANY_PORT.with(new ControlOptions.Limits(4, Duration.ofSeconds(5), 1_000)))) {
            RawHttp.Answer fits = rig.ask("POST", "/reset", " ".repeat(1_000));
            RawHttp.Answer declared = rig.ask("POST", "/reset", " ".repeat(1_001));
            RawHttp.Answer chunked = RawHttp.send(
                    rig.api.port(),
                    "POST /reset HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n"
                            + " ".repeat(2_000) + "\r\n0\r\n\r\n");

            assertEquals(204, fits.status());
            assertEquals(413, declared.status());
            assertEquals(413, chunked.status());
            assertEquals("{\"error\":\"the body is longer than 1000 bytes\",\"status\":413}\n", declared.body());
        }
    }

    @Test
    void survivesNonsense() throws IOException {
        try (ApiRig rig = rig(ANY_PORT)) {
            RawHttp.Answer garbage = RawHttp.send(rig.api.port(), "GARBAGE\r\n\r\n");
            RawHttp.Answer oldest = RawHttp.send(rig.api.port(), "GET /version HTTP/1.0\r\n\r\n");
            RawHttp.Answer deep = rig.ask("POST", "/proxies", "[".repeat(100_000));
            RawHttp.Answer percent = get(rig, "/proxies/%zz", "");

            assertEquals(400, garbage.status());
            assertEquals(200, oldest.status());
            assertEquals("{\"error\":\"bad request body: exceeded max depth\",\"status\":400}\n", deep.body());
            assertTrue(percent.status() >= 400, percent.statusLine());
            assertEquals(200, get(rig, "/version", "").status());
            assertEquals(List.of(), rig.failures);
        }
    }

    @Test
    void saysWhichPathsAndMethodsThereAre() throws IOException {
        try (ApiRig rig = rig(ANY_PORT)) {
            RawHttp.Answer unknown = get(rig, "/v1/toxics", "");
            RawHttp.Answer method = rig.ask("PUT", "/proxies", "{}");

            assertTrue(unknown.body().contains("/v1/proxies/{proxy}/toxics"), unknown.body());
            assertEquals("GET, POST", method.header("Allow"));
            assertEquals("{\"error\":\"PUT is not allowed here, but GET, POST\",\"status\":405}\n", method.body());
        }
    }

    @Test
    void tellsOfWhatAHandlerThrowsAndGoesOn() throws IOException {
        PretendPath path = new PretendPath();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        try (AlarmThread alarms = new AlarmThread();
                ProxyHub hub = new ProxyHub(path, alarms, HubOptions.defaults());
                ControlApi api = ControlPlane.of(hub, List.of())
                        .with(router -> router.on("GET", "/boom", request -> {
                                    throw new IllegalStateException("boom");
                                })
                                .on("GET", "/metrics", request -> Reply.text(200, "text/plain", "up 1\n")))
                        .open(ANY_PORT, failures::add)) {
            RawHttp.Answer boom = RawHttp.get(api.port(), "/boom");
            RawHttp.Answer metrics = RawHttp.get(api.port(), "/metrics");

            assertEquals(500, boom.status());
            assertEquals(1, failures.size());
            assertEquals("up 1\n", metrics.body());
        }
    }

    @Test
    void isFreeForOthersAfterClosing() throws IOException {
        ApiRig first = rig(ANY_PORT);
        int port = first.api.port();
        IOException taken = assertThrows(IOException.class, () -> rig(ANY_PORT.onPort(port)));
        first.close();

        try (ApiRig second = rig(ANY_PORT.onPort(port))) {
            assertEquals(port, second.api.port());
        }
        assertTrue(String.valueOf(taken.getMessage()).contains("in use"), taken.getMessage());
    }
}
