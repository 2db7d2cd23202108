package dev.flatline.chaos.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is under {@code /v1}. */
@Tag("real-socket")
final class OwnApiTest {

    private static final String TOXICS = "/v1/proxies/p/toxics";

    private ApiRig rig;

    @BeforeEach
    void start() throws IOException {
        rig = new ApiRig(HubOptions.defaults());
        rig.ask("POST", "/proxies", "{\"name\":\"p\",\"listen\":\"127.0.0.1:7070\",\"upstream\":\"x:1\"}");
    }

    @AfterEach
    void close() {
        rig.close();
        assertEquals(List.of(), rig.failures);
    }

    private JsonObject ok(String method, String path, String body) throws IOException {
        RawHttp.Answer answer = rig.ask(method, path, body);
        assertTrue(answer.status() < 300, answer.body());
        return JsonParser.parseString(answer.body()).getAsJsonObject();
    }

    private List<String> names(String path, String member) throws IOException {
        JsonArray array = ok("GET", path, "").getAsJsonArray(member);
        return StreamSupport.stream(array.spliterator(), false)
                .map(item -> item.getAsJsonObject().get("name").getAsString())
                .toList();
    }

    @Test
    void showsAToxicWithAllThatItIs() throws IOException {
        JsonObject put = ok(
                "PUT",
                TOXICS + "/silence",
                "{\"type\":\"half_open\",\"toxicity\":0.25,\"target\":{\"group\":\"blue\",\"path\":\"/ws\"},"
                        + "\"attributes\":{\"mode\":\"freeze\",\"after\":5},\"ttl\":\"1m30s\"}");

        JsonElement endsIn = put.remove("ends_in_ms");
        assertEquals(
                JsonParser.parseString(
                        "{\"name\":\"silence\",\"type\":\"half_open\",\"stream\":\"both\",\"toxicity\":0.25,"
                                + "\"target\":{\"group\":\"blue\",\"path\":\"/ws\"},\"attributes\":{\"mode\":\"freeze\","
                                + "\"spread\":0.5,\"after\":5,\"note\":\"\",\"fin\":false},\"ttl\":\"1m30s\"}"),
                put);
        assertTrue(endsIn.getAsLong() > 60_000 && endsIn.getAsLong() <= 90_000, endsIn.toString());
        assertEquals(
                "blue", rig.path.toxics("p").get(0).target().conditions().get(0).value());
        JsonObject shown = ok("GET", TOXICS + "/silence", "");
        shown.remove("ends_in_ms");
        assertEquals(put, shown);
    }

    @Test
    void mergesAPatchAndLeavesTheRest() throws IOException {
        ok("PUT", TOXICS + "/t", "{\"type\":\"half_open\",\"target\":{\"group\":\"blue\"},\"ttl\":\"30s\"}");

        ok("PATCH", TOXICS + "/t", "{\"attributes\":{\"after\":7},\"toxicity\":0.5}");
        JsonObject kept = ok("PATCH", TOXICS + "/t", "{\"stream\":\"upstream\"}");
        JsonObject without = ok("PATCH", TOXICS + "/t", "{\"ttl\":null,\"target\":{}}");

        assertEquals("30s", kept.get("ttl").getAsString());
        assertEquals("upstream", kept.get("stream").getAsString());
        assertEquals(7, kept.getAsJsonObject("attributes").get("after").getAsInt());
        assertEquals(0.5, kept.get("toxicity").getAsDouble());
        assertEquals("{\"group\":\"blue\"}", kept.get("target").toString());
        assertTrue(without.get("ttl").isJsonNull());
        assertEquals("{}", without.get("target").toString());
    }

    @Test
    void addsUnderANewNameOnlyAndKeepsTheOrder() throws IOException {
        RawHttp.Answer first = rig.ask("POST", TOXICS, "{\"type\":\"half_open\"}");
        RawHttp.Answer again = rig.ask("POST", TOXICS, "{\"type\":\"half_open\"}");
        rig.ask("POST", "/proxies/p/toxics", "{\"type\":\"latency\",\"stream\":\"upstream\"}");
        rig.ask("POST", TOXICS, "{\"type\":\"latency\",\"name\":\"l\"}");
        rig.ask("PUT", TOXICS + "/half_open_both", "{\"type\":\"noop\"}");

        assertEquals(201, first.status());
        assertEquals("{\"error\":\"toxic already exists\",\"status\":409}\n", again.body());
        assertEquals(List.of("half_open_both", "latency_upstream", "l"), names(TOXICS, "toxics"));
        assertEquals(204, rig.ask("DELETE", TOXICS + "/latency_upstream", "").status());
        assertEquals(404, rig.ask("DELETE", TOXICS + "/latency_upstream", "").status());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type":"latncy"}                                   | type: 'latncy', accepted is latency, bandwidth, slow_close, timeout, reset_peer, slicer, limit_data, noop, half_open (did you mean latency?)
            {}                                                  | type: missing, it is required
            {"typ":"latency"}                                   | typ: unknown key, accepted is name, type, stream, toxicity, attributes, target, ttl (did you mean type?)
            {"type":"latency","stream":"up"}                    | stream: 'up', accepted is upstream, downstream, both
            {"type":"latency","toxicity":1.5}                   | toxicity: '1.5', accepted is a share of 0 to 1, or 0% to 100%
            {"type":"latency","toxicity":"all"}                 | toxicity: 'all', accepted is a share of 0 to 1, or 0% to 100%
            {"type":"latency","toxicity":true}                  | toxicity: 'true', accepted is a share of 0 to 1, or 0% to 100%
            {"type":"latency","name":"other"}                   | name: 'other', accepted is 't', which stays
            {"type":"latency","attributes":{"latncy":1}}        | attributes.latncy: unknown key, accepted is latency, jitter (did you mean latency?)
            {"type":"latency","attributes":{"latency":1.5}}     | attributes.latency: 1.5, accepted is a whole number
            {"type":"latency","attributes":{"latency":null}}    | attributes.latency: nothing, accepted is a value
            {"type":"latency","attributes":[]}                  | attributes: a list, accepted is keys with values (latency, jitter)
            {"type":"half_open","attributes":{"mode":"drip"}}   | attributes.mode: drip, accepted is one of drop, freeze
            {"type":"half_open","attributes":{"after":1001}}    | attributes.after: 1001, accepted is 0 to 1000
            {"type":"half_open","target":{"grup":"x"}}          | target.grup: unknown key, accepted is group, client, address, path, query, subprotocol, header, nth (did you mean group?)
            {"type":"half_open","target":{"group":[]}}          | target.group: a list, accepted is a text or a list of texts, at least one
            {"type":"half_open","target":{"group":null}}        | target.group: nothing, accepted is a value
            {"type":"half_open","ttl":"soon"}                   | ttl: 'soon', accepted is a duration with its unit (ns, us, ms, s, m, h), such as 500ms or 1m30s
            {"type":"half_open","ttl":"0s"}                     | ttl: '0s', accepted is a duration of 1ms to 8760h
            {"type":"half_open","ttl":30}                       | ttl: '30', accepted is a duration with its unit (ns, us, ms, s, m, h), such as 500ms or 1m30s
            [1]                                                 | a list, accepted is keys with values (name, type, stream, toxicity, attributes, target, ttl)
            {"type":                                            | bad request body: unexpected EOF
            """)
    void saysWhatIsWrongAndWhatIsAccepted(String body, String complaint) throws IOException {
        RawHttp.Answer answer = rig.ask("PUT", TOXICS + "/t", body);

        assertEquals(400, answer.status());
        JsonObject error = JsonParser.parseString(answer.body()).getAsJsonObject();
        assertEquals(complaint, error.get("error").getAsString());
        assertEquals(400, error.get("status").getAsInt());
        assertEquals(List.of(), rig.path.toxics("p"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name":"other"}      | name: 'other', accepted is 't', which stays
            {"type":"latency"}    | type: 'latency', accepted is 'half_open', which stays
            {"toxicity":-0.1}     | toxicity: '-0.1', accepted is a share of 0 to 1, or 0% to 100%
            {"strem":"upstream"}  | strem: unknown key, accepted is name, type, stream, toxicity, attributes, target, ttl (did you mean stream?)
            {"ttl":"8761h"}       | ttl: '8761h', accepted is a duration of 1ms to 8760h
            "half_open"           | 'half_open', accepted is keys with values (name, type, stream, toxicity, attributes, target, ttl)
            """)
    void saysWhatAPatchMayNotChange(String body, String complaint) throws IOException {
        JsonObject before = ok("PUT", TOXICS + "/t", "{\"type\":\"half_open\"}");

        RawHttp.Answer answer = rig.ask("PATCH", TOXICS + "/t", body);

        assertEquals(400, answer.status());
        assertEquals(
                complaint,
                JsonParser.parseString(answer.body())
                        .getAsJsonObject()
                        .get("error")
                        .getAsString());
        assertEquals(before, ok("GET", TOXICS + "/t", ""));
    }

    @Test
    void readsAToxicAsPlansDo() throws IOException {
        JsonObject put = ok(
                "PUT",
                TOXICS + "/t",
                "{\"type\":\"half_open\",\"toxicity\":\"30%\",\"target\":{\"nth\":[\"after 100\",200]},\"ttl\":\"8760h\"}");
        JsonObject byType = ok("PUT", TOXICS + "/u", "\"latency\"");

        assertEquals(0.3, put.get("toxicity").getAsDouble());
        assertEquals("{\"nth\":[\"after 100\",\"200\"]}", put.get("target").toString());
        assertEquals("8760h", put.get("ttl").getAsString());
        assertEquals("u", byType.get("name").getAsString());
        assertEquals("latency", byType.get("type").getAsString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name":"t"}                                  | proxy: missing, it is required
            {"proxy":"p"}                                 | name: missing, it is required
            {"proxy":"p","name":"t","toxicity":2}         | toxicity: '2', accepted is a share of 0 to 1, or 0% to 100%
            {"proxy":"p","name":"t","target":{"nth":"x"}} | target.nth: 'x', accepted is
            """)
    void saysWhatADryRunLacks(String body, String complaint) throws IOException {
        RawHttp.Answer answer = rig.ask("POST", "/v1/dry-run", body);

        assertEquals(400, answer.status());
        assertTrue(answer.body().contains(complaint), answer.body());
    }

    @Test
    void aPatchThatFailsChangesNothing() throws IOException {
        ok("PUT", TOXICS + "/t", "{\"type\":\"half_open\",\"attributes\":{\"after\":1}}");

        int status = rig.ask("PATCH", TOXICS + "/t", "{\"toxicity\":0.5,\"attributes\":{\"after\":5000}}")
                .status();

        assertEquals(400, status);
        assertEquals(1, ok("GET", TOXICS + "/t", "").get("toxicity").getAsInt());
    }

    @Test
    void listsTypesWithTheirAttributes() throws IOException {
        JsonArray types = ok("GET", "/v1/toxic-types", "").getAsJsonArray("types");

        JsonObject halfOpen = types.get(types.size() - 1).getAsJsonObject();
        assertEquals("both", halfOpen.get("stream").getAsString());
        assertFalse(halfOpen.get("toxiproxy").getAsBoolean());
        assertEquals(
                "{\"name\":\"mode\",\"kind\":\"word\",\"default\":\"drop\",\"words\":[\"drop\",\"freeze\"],"
                        + "\"description\":\"what becomes of bytes\"}",
                halfOpen.getAsJsonArray("attributes").get(0).toString());
    }

    @Test
    void listsConnectionsAndThoseThatAToxicWouldHit() throws IOException {
        for (int i = 1; i <= 4; i++) {
            rig.path.connect(
                    "p",
                    new ConnectionInfo(
                            i,
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 5000 + i),
                            i - 2,
                            null,
                            "/ws",
                            1_000,
                            10,
                            20,
                            List.of("t")));
        }

        JsonObject page = ok("GET", "/v1/proxies/p/connections?after=1&limit=2", "");
        JsonObject hit = ok("POST", "/v1/dry-run", "{\"proxy\":\"p\",\"name\":\"t\",\"toxicity\":0.25}");

        assertEquals(4, page.get("total").getAsInt());
        JsonObject second = page.getAsJsonArray("connections").get(0).getAsJsonObject();
        assertTrue(second.remove("since").getAsString().endsWith("Z"));
        assertEquals(
                "{\"number\":2,\"address\":\"127.0.0.1:5002\",\"client\":0,\"identity\":null,\"path\":\"/ws\",\"upstream_bytes\":10,"
                        + "\"downstream_bytes\":20,\"toxics\":[\"t\"]}",
                second.toString());
        assertEquals(2, page.getAsJsonArray("connections").size());
        assertEquals(1, hit.get("total").getAsInt());
        assertTrue(hit.getAsJsonArray("connections")
                .get(0)
                .getAsJsonObject()
                .get("client")
                .isJsonNull());
        assertEquals(404, rig.ask("GET", "/v1/proxies/q/connections", "").status());
        assertEquals(
                400, rig.ask("GET", "/v1/proxies/p/connections?limit=0", "").status());
    }

    @Test
    void hasNoConnectionsWhileItIsDisabled() throws IOException {
        rig.ask("POST", "/proxies/p", "{\"enabled\":false}");

        JsonObject page = ok("GET", "/v1/proxies/p/connections", "");

        assertEquals(0, page.get("total").getAsInt());
    }

    @Test
    void listsProxiesInTheOrderOfTheirNames() throws IOException {
        rig.ask("POST", "/proxies", "{\"name\":\"a\",\"upstream\":\"x:1\",\"enabled\":false}");

        assertEquals(List.of("a", "p"), names("/v1/proxies", "proxies"));
        assertFalse(ok("GET", "/v1/proxies/a", "").get("enabled").getAsBoolean());
    }
}
