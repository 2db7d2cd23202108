package dev.flatline.chaos.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.control.ProxySpec;
import dev.flatline.chaos.control.RawHttp;
import dev.flatline.chaos.control.http.ControlOptions;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Timelines and partitions over the control API of a service. */
@Tag("real-socket")
@Timeout(60)
final class PlanApiTest {

    private final ChaosService service = ChaosService.open(
            ServiceOptions.defaults().with(ControlOptions.defaults().onPort(0)), failure -> {
                throw new AssertionError(failure);
            });
    private final int port = URI.create(service.url()).getPort();

    PlanApiTest() throws IOException {
        service.hub().create(new ProxySpec("a", "127.0.0.1:0", "127.0.0.1:1", true));
        service.hub().create(new ProxySpec("b", "127.0.0.1:0", "127.0.0.1:1", true));
    }

    @AfterEach
    void close() {
        service.close();
    }

    private long toxicsOn(String proxy) {
        return service.hub().proxy(proxy).toxics().size();
    }

    @Test
    void aPartitionIsOnUntilItIsDeleted() throws IOException {
        String partition =
                "{\"for\": \"1h\", \"kind\": \"isolate\", \"groups\": [\"blue\"], \"proxies\": [\"a\", \"b\"]}";

        RawHttp.Answer begun = RawHttp.ask(port, "PUT", "/v1/partition", partition);

        assertEquals(200, begun.status(), begun.body());
        assertTrue(begun.body().contains("\"running\":true"), begun.body());
        assertEquals(1, toxicsOn("a"));
        assertEquals(1, toxicsOn("b"));
        assertEquals(204, RawHttp.ask(port, "DELETE", "/v1/partition", "").status());
        assertEquals(0, toxicsOn("a"));
        assertEquals(
                "{\"running\":false,\"in_force\":[]}",
                RawHttp.get(port, "/v1/partition").body().strip());
    }

    @Test
    void aTimelineTakesThePlaceOfTheOneBeforeAndIsTakenOffWithTheService() throws IOException {
        String first = "[{\"at\": \"0s\", \"for\": \"1h\", \"proxy\": \"a\", \"toxic\": \"half_open\"}]";
        String second = first.replace("\"a\"", "\"b\"");

        assertEquals(200, RawHttp.ask(port, "PUT", "/v1/timeline", first).status());
        awaitToxics("a", 1);
        assertEquals(200, RawHttp.ask(port, "PUT", "/v1/timeline", second).status());
        awaitToxics("b", 1);

        assertEquals(0, toxicsOn("a"));
    }

    @Test
    void whatSomebodyElseTookOffIsNotInForce() throws IOException {
        String timeline = "[{\"at\": \"0s\", \"for\": \"1h\", \"proxy\": \"a\", \"toxic\": \"half_open\"}]";
        RawHttp.ask(port, "PUT", "/v1/timeline", timeline);
        awaitToxics("a", 1);

        RawHttp.ask(port, "POST", "/reset", "");

        String state = RawHttp.get(port, "/v1/timeline").body();
        assertTrue(state.contains("\"in_force\":[]"), state);
    }

    @Test
    void aMistakeIsNamedAndChangesNothing() throws IOException {
        RawHttp.Answer refused = RawHttp.ask(
                port,
                "PUT",
                "/v1/timeline",
                "[{\"at\": \"1s\", \"for\": \"1s\", \"proxy\": \"a\", \"toxic\": \"latncy\"}]");

        assertEquals(400, refused.status());
        assertTrue(refused.body().contains("did you mean latency"), refused.body());
    }

    @Test
    void aProxyThatIsNotThereIsNamedBeforeAnythingHappens() throws IOException {
        String entry = "{\"at\": \"0s\", \"for\": \"1h\", \"proxy\": \"%s\", \"toxic\": \"half_open\"}";

        RawHttp.Answer refused = RawHttp.ask(
                port, "PUT", "/v1/timeline", "[" + entry.formatted("a") + "," + entry.formatted("nobody") + "]");

        assertEquals(404, refused.status(), refused.body());
        assertTrue(refused.body().contains("proxy nobody"), refused.body());
        assertEquals(0, toxicsOn("a"));
    }

    @Test
    void moreToxicsAtATimeThanAProxyMayHaveAreRefused() throws IOException {
        StringBuilder entries = new StringBuilder();
        for (int i = 0; i <= 200; i++) {
            entries.append(i == 0 ? "[" : ",")
                    .append(
                            "{\"at\": \"0s\", \"for\": \"1h\", \"proxy\": \"a\", \"toxic\": {\"type\": \"noop\", \"name\": \"t")
                    .append(i)
                    .append("\"}}");
        }

        RawHttp.Answer refused = RawHttp.ask(port, "PUT", "/v1/timeline", entries + "]");

        assertEquals(400, refused.status(), refused.body());
        assertTrue(refused.body().contains("proxy a: 201 toxics at a time"), refused.body());
        assertEquals(0, toxicsOn("a"));
    }

    private void awaitToxics(String proxy, long count) throws IOException {
        while (toxicsOn(proxy) != count) {
            RawHttp.get(port, "/v1/timeline");
        }
    }
}
