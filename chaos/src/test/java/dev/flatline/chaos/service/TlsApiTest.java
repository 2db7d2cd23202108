package dev.flatline.chaos.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.control.RawHttp;
import dev.flatline.chaos.control.http.ControlOptions;
import dev.flatline.chaos.tls.ListenTls;
import dev.flatline.chaos.tls.ProxyTls;
import dev.flatline.chaos.tls.UpstreamTls;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The TLS of proxies over the control API of a service. */
@Tag("real-socket")
@Timeout(60)
final class TlsApiTest {

    private static final String WHERE = "\"listen\": \"127.0.0.1:0\", \"upstream\": \"127.0.0.1:1\"";

    private final ChaosService service = ChaosService.open(
            ServiceOptions.defaults().with(ControlOptions.defaults().onPort(0)), failure -> {
                throw new AssertionError(failure);
            });
    private final int port = URI.create(service.url()).getPort();

    TlsApiTest() throws IOException {}

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void aProxyIsMadeWithTlsShowsItAndKeepsItWhenItIsMoved() throws IOException {
        String tls = "\"tls\": {\"listen\": \"self-signed\", \"upstream\": \"insecure\"}";

        RawHttp.Answer made = RawHttp.ask(port, "POST", "/proxies", "{\"name\": \"a\", " + WHERE + ", " + tls + "}");
        RawHttp.Answer moved = RawHttp.ask(port, "POST", "/proxies/a", "{\"upstream\": \"127.0.0.1:2\"}");
        String shown = RawHttp.get(port, "/v1/proxies/a").body();

        assertEquals(201, made.status(), made.body());
        assertEquals(200, moved.status(), moved.body());
        assertTrue(shown.contains("\"tls\":{\"listen\":\"self-signed\",\"upstream\":\"insecure\"}"), shown);
        assertEquals(
                ProxyTls.NONE.with(ListenTls.SELF_SIGNED).with(UpstreamTls.INSECURE),
                service.hub().proxy("a").tls());
    }

    @Test
    void tlsCanBeTakenFromAProxy() throws IOException {
        RawHttp.ask(port, "POST", "/proxies", "{\"name\": \"a\", " + WHERE + ", \"tls\": {\"upstream\": \"system\"}}");

        RawHttp.ask(port, "POST", "/proxies/a", "{\"tls\": {}}");

        assertEquals(ProxyTls.NONE, service.hub().proxy("a").tls());
    }

    @Test
    void whatCannotBeReadIsRefusedAndTheProxyGoesOnAsItWas() throws IOException {
        RawHttp.ask(port, "POST", "/proxies", "{\"name\": \"a\", " + WHERE + "}");

        RawHttp.Answer wrong = RawHttp.ask(port, "POST", "/proxies/a", "{\"tls\": {\"listen\": \"selfsigned\"}}");
        RawHttp.Answer missing = RawHttp.ask(
                port,
                "POST",
                "/proxies/a",
                "{\"tls\": {\"listen\": {\"certificate\": \"/no/such.pem\", \"key\": \"/no/such.key\"}}}");

        assertEquals(400, wrong.status());
        assertTrue(wrong.body().contains("tls.listen: 'selfsigned', accepted is self-signed or"), wrong.body());
        assertEquals(400, missing.status());
        assertTrue(missing.body().contains("tls.listen.certificate: cannot read /no/such.pem"), missing.body());
        assertTrue(service.hub().proxy("a").enabled());
        assertEquals(ProxyTls.NONE, service.hub().proxy("a").tls());
    }
}
