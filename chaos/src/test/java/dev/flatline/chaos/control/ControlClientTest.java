package dev.flatline.chaos.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.flatline.chaos.control.client.ControlClient;
import dev.flatline.chaos.control.client.ControlClientException;
import dev.flatline.chaos.control.client.ControlClientException.Kind;
import dev.flatline.chaos.control.client.ToxicDraft;
import dev.flatline.chaos.control.client.ToxicInfo;
import dev.flatline.chaos.control.http.ControlOptions;
import dev.flatline.chaos.target.Target;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.ToxicType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("real-socket")
final class ControlClientTest {

    private static final String TOKEN = "correct horse battery";

    private ApiRig rig;
    private ControlClient client;

    @BeforeEach
    void start() throws IOException {
        rig = new ApiRig(
                HubOptions.defaults(), ControlOptions.defaults().onPort(0).withToken(TOKEN), LedgerSource.EMPTY);
        rig.hub.create(new ProxySpec("web sockets/1", "127.0.0.1:7070", "x:1", true));
        client = ControlClient.of(URI.create(rig.api.url()), TOKEN);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void putsOnShowsChangesAndTakesOff() throws IOException {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("mode", "freeze");
        attributes.put("spread", "0.75");
        attributes.put("after", "5");
        attributes.put("note", "12");
        attributes.put("fin", "true");

        ToxicInfo added = client.add(
                "web sockets/1",
                "half_open",
                "a/b c",
                new ToxicDraft("upstream", 0.5, Map.of("group", "blue"), attributes, "30s"));
        ToxicInfo updated = client.update(
                "web sockets/1", "a/b c", new ToxicDraft(null, null, Map.of(), Map.of("after", "6"), "none"));

        assertEquals(attributes, added.attributes());
        assertEquals(Map.of("group", "blue"), added.target());
        assertEquals("30s", added.ttl());
        assertEquals("6", updated.attributes().get("after"));
        assertEquals("upstream", updated.stream());
        assertEquals(null, updated.ttl());
        assertEquals(List.of(updated), client.proxies().get(0).toxics());
        assertEquals(updated, client.proxy("web sockets/1").toxics().get(0));
        client.remove("web sockets/1", "a/b c");
        assertEquals(List.of(), client.proxy("web sockets/1").toxics());
        assertTrue(client.types().contains("half_open"));
    }

    @Test
    void showsSeveralConditionsOfOneKey() throws IOException {
        Target target = Target.where("nth", "after 100").and("nth", "!200").and("group", "blue");
        ToxicType type = TestTypes.all().get(0);
        rig.hub
                .toxics("web sockets/1")
                .add(ToxicView.of(new NamedToxic("t", Stream.BOTH, 1, target, type.create(type.defaults()))))
                .toCompletableFuture()
                .join();

        ToxicInfo shown = client.proxy("web sockets/1").toxics().get(0);

        assertEquals(Map.of("nth", "after 100, !200", "group", "blue"), shown.target());
    }

    @Test
    void passesOnWhatTheProxyComplainsAbout() {
        ToxicDraft draft = ToxicDraft.EMPTY.withAttributes(Map.of("after", "soon"));

        ControlClientException badValue =
                assertThrows(ControlClientException.class, () -> client.add("web sockets/1", "half_open", null, draft));
        ControlClientException noProxy = assertThrows(ControlClientException.class, () -> client.remove("nope", "t"));

        assertEquals("attributes.after: soon, accepted is a whole number", badValue.getMessage());
        assertEquals(Kind.REFUSED, badValue.kind());
        assertEquals("proxy not found", noProxy.getMessage());
    }

    @Test
    void saysThatATokenIsWanted() {
        ControlClientException failure = assertThrows(
                ControlClientException.class,
                () -> ControlClient.of(URI.create(rig.api.url()), null).proxies());

        assertEquals(Kind.REFUSED, failure.kind());
        assertTrue(String.valueOf(failure.getMessage()).contains("Authorization: Bearer"), failure.getMessage());
    }

    @Test
    void saysThatNobodyIsThere() {
        URI url = URI.create(rig.api.url());
        rig.close();

        ControlClientException failure = assertThrows(
                ControlClientException.class, () -> ControlClient.of(url, null).proxies());

        assertEquals(Kind.UNREACHABLE, failure.kind());
        assertEquals(
                "cannot reach " + url + ": nobody listens there; is 'flatline proxy' running?", failure.getMessage());
    }

    @Test
    void saysThatSomebodyElseIsThere() throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.start();
        URI url = URI.create("http://127.0.0.1:" + other.getAddress().getPort());
        try {
            ControlClientException failure = assertThrows(
                    ControlClientException.class,
                    () -> ControlClient.of(url, null).proxies());

            assertEquals(Kind.NOT_OURS, failure.kind());
            assertEquals(url + " is no Flatline proxy: GET /v1/proxies is answered with 404", failure.getMessage());
        } finally {
            other.stop(0);
        }
    }
}
