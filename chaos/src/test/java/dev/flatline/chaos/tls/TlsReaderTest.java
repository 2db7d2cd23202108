package dev.flatline.chaos.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.flatline.chaos.data.DataException;
import dev.flatline.wire.tls.Trust;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The TLS of a proxy, read from maps. */
final class TlsReaderTest {

    @Test
    void readsBothSidesInEveryForm() {
        Map<String, Object> files = Map.of("certificate", "cert.pem", "key", "key.pem");

        assertEquals(ProxyTls.NONE, TlsReader.read(Map.of(), "tls"));
        assertEquals(
                ProxyTls.NONE.with(ListenTls.SELF_SIGNED).with(UpstreamTls.SYSTEM),
                TlsReader.read(Map.of("listen", "self-signed", "upstream", "system"), "tls"));
        assertEquals(
                ProxyTls.NONE.with(ListenTls.of(Path.of("cert.pem"), Path.of("key.pem"))),
                TlsReader.read(Map.of("listen", files), "tls"));
        assertEquals(UpstreamTls.INSECURE, upstream("insecure"));
        assertEquals(UpstreamTls.SYSTEM.named("a.example"), upstream(Map.of("server_name", "a.example")));
        assertEquals(
                UpstreamTls.INSECURE.named("a.example"),
                upstream(Map.of("trust", "insecure", "server_name", "a.example")));
        assertEquals(
                new UpstreamTls(new Trust.Certificates(Path.of("ca.pem")), Optional.empty()),
                upstream(Map.of("certificate", "ca.pem")));
    }

    @Test
    void whatIsShownIsReadAgain() {
        for (UpstreamTls upstream : List.of(
                UpstreamTls.SYSTEM,
                UpstreamTls.INSECURE.named("a.example"),
                new UpstreamTls(new Trust.Certificates(Path.of("ca.pem")), Optional.of("b.example")))) {
            for (ListenTls listen :
                    List.of(ListenTls.SELF_SIGNED, ListenTls.of(Path.of("cert.pem"), Path.of("key.pem")))) {
                ProxyTls tls = ProxyTls.NONE.with(listen).with(upstream);

                assertEquals(tls, TlsReader.read(tls.asMap(), "tls"));
            }
        }
    }

    @Test
    void saysWhereWhatAndWhatElse() {
        assertRefused("tls: 'yes', accepted is keys with values (listen, upstream)", "yes");
        assertRefused("tls.upsteam: unknown key, ", Map.of("upsteam", "system"));
        assertRefused(
                "tls.listen: 'selfsigned', accepted is self-signed or {certificate: FILE, key: FILE}",
                Map.of("listen", "selfsigned"));
        assertRefused("tls.listen.key: missing, it is required", Map.of("listen", Map.of("certificate", "c.pem")));
        assertRefused(
                "tls.upstream: 'true', accepted is system, insecure or {certificate: FILE, server_name: NAME}",
                Map.of("upstream", true));
        assertRefused(
                "tls.upstream.certificate: beside trust; accepted is one of the two",
                Map.of("upstream", Map.of("trust", "system", "certificate", "c.pem")));
        assertRefused(
                "tls.upstream.server_name: 'no name', accepted is a host name",
                Map.of("upstream", Map.of("server_name", "no name")));
    }

    private static UpstreamTls upstream(Object value) {
        return TlsReader.read(Map.of("upstream", value), "tls").upstream().orElseThrow();
    }

    private static void assertRefused(String beginning, Object value) {
        String message = String.valueOf(assertThrows(DataException.class, () -> TlsReader.read(value, "tls"))
                .getMessage());

        assertEquals(beginning, message.substring(0, Math.min(beginning.length(), message.length())));
    }
}
