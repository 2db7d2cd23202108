package dev.flatline.loadgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.dialect.ClientTalk;
import dev.flatline.core.dialect.Dialect;
import dev.flatline.core.dialect.Plain;
import dev.flatline.core.dialect.ServerTalk;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.load.ClientGroup;
import dev.flatline.core.load.ClientRows;
import dev.flatline.core.load.RequestPlan;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClientRequestTest {

    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final ClientRows ROWS =
            new ClientRows(List.of("user", "token"), List.of(List.of("ann", "t1"), List.of("bob & co", "t2")));

    @Test
    void aPlainRequestSaysWhoItIsAndNothingElse() {
        String request = written(RequestPlan.PLAIN, "/chat?x=1", 17);

        assertEquals(
                "GET /chat?x=1 HTTP/1.1\r\n"
                        + "Host: host:9000\r\n"
                        + "Upgrade: websocket\r\n"
                        + "Connection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\n"
                        + "X-Flatline-Group: web\r\n"
                        + "Sec-WebSocket-Key: " + KEY + "\r\n"
                        + "X-Flatline-Client: 17\r\n"
                        + "\r\n",
                request);
    }

    @Test
    void everyClientFillsInItsRowOverAndOver() {
        RequestPlan plan = plan("/u/{user}?n={client}", new RequestPlan.Header("Authorization", "Bearer {token}"));

        assertTrue(written(plan, "/", 0).startsWith("GET /u/ann?n=0 HTTP/1.1\r\n"));
        assertTrue(written(plan, "/", 3).startsWith("GET /u/bob%20%26%20co?n=3 HTTP/1.1\r\n"));
        assertTrue(written(plan, "/", 2).contains("\r\nAuthorization: Bearer t1\r\n"));
        assertTrue(written(plan, "/", 3).contains("\r\nAuthorization: Bearer t2\r\n"));
    }

    @Test
    void whatIsTheSameForTheGroupStandsBeforeTheKey() {
        RequestPlan plan = plan("/{group}", new RequestPlan.Header("Origin", "https://{group}.example"));

        String request = written(plan, "/", 5);

        assertTrue(request.startsWith("GET /web HTTP/1.1\r\n"));
        assertTrue(request.indexOf("Origin: https://web.example") < request.indexOf("Sec-WebSocket-Key"));
    }

    @Test
    void thePathOfTheDialectStandsInForABareSlashOnly() {
        ClientGroup group = spoken(RequestPlan.PLAIN);

        assertTrue(written(group, "/", 0).startsWith("GET /talk/?v=4 HTTP/1.1\r\n"));
        assertTrue(written(group, "/own", 0).startsWith("GET /own?v=4 HTTP/1.1\r\n"));
    }

    @Test
    void theQueryOfTheDialectCompletesEveryPathThatDoesNotSayItsPartItself() {
        ClientGroup group = spoken(RequestPlan.PLAIN);
        ClientGroup own = spoken(plan("/u/{user}", new RequestPlan.Header("A", "b")));

        assertTrue(written(group, "/?x=1", 0).startsWith("GET /?x=1&v=4 HTTP/1.1\r\n"));
        assertTrue(written(group, "/own?v=3", 0).startsWith("GET /own?v=3 HTTP/1.1\r\n"));
        assertTrue(written(group, "/own?x=1&v=3", 0).startsWith("GET /own?x=1&v=3 HTTP/1.1\r\n"));
        assertTrue(written(own, "/", 0).startsWith("GET /u/ann?v=4 HTTP/1.1\r\n"));
    }

    @Test
    void theSubprotocolsOfTheDialectAreOfferedUnlessOthersAreGiven() {
        RequestPlan own = new RequestPlan("", List.of(), List.of("mine"), false, ClientRows.NONE);

        assertTrue(written(spoken(RequestPlan.PLAIN), "/", 0).contains("Sec-WebSocket-Protocol: talk-2, talk-1\r\n"));
        assertTrue(written(spoken(own), "/", 0).contains("Sec-WebSocket-Protocol: mine\r\n"));
        assertTrue(request(spoken(own), "/").needsSubprotocol());
        assertFalse(request(TestRoutes.group(RequestPlan.PLAIN), "/").needsSubprotocol());
    }

    @Test
    void compressionIsOfferedWithoutTakeover() {
        RequestPlan plan = new RequestPlan("", List.of(), List.of(), true, ClientRows.NONE);

        String request = written(plan, "/", 0);

        assertTrue(request.contains("Sec-WebSocket-Extensions: permessage-deflate; "
                + "server_no_context_takeover; client_no_context_takeover\r\n"));
    }

    @Test
    void somebodyAnonymousFillsInARowAndIsNobody() {
        ClientGroup group =
                TestRoutes.group(plan("/u/{user}", new RequestPlan.Header("Authorization", "Bearer {token}")));

        String request = text(request(group, "/").anonymous(), 0);

        assertTrue(request.startsWith("GET /u/ann HTTP/1.1\r\n"));
        assertFalse(request.contains("X-Flatline-Client"));
    }

    @Test
    void bracesInATargetsPathAreBraces() {
        assertTrue(written(RequestPlan.PLAIN, "/a{b}", 0).startsWith("GET /a{b} HTTP/1.1\r\n"));
    }

    private static RequestPlan plan(String path, RequestPlan.Header header) {
        return new RequestPlan(path, List.of(header), List.of(), false, ROWS);
    }

    private static ClientGroup spoken(RequestPlan plan) {
        ClientGroup group = TestRoutes.group(plan);
        return new ClientGroup("web", 1, group.arrivals(), group.client().withDialect(new Talk()));
    }

    private static String written(RequestPlan plan, String path, int client) {
        return written(TestRoutes.group(plan), path, client);
    }

    private static String written(ClientGroup group, String path, int client) {
        return text(request(group, path), client);
    }

    private static ClientRequest request(ClientGroup group, String path) {
        return ClientRequest.of(group, new Target("host", 9000, path));
    }

    private static String text(ClientRequest request, int client) {
        ByteBuf out = Unpooled.buffer();
        request.write(out, KEY, client);
        return out.toString(StandardCharsets.US_ASCII);
    }

    private static final class Talk implements Dialect {

        @Override
        public String name() {
            return "talk";
        }

        @Override
        public String path() {
            return "/talk/?v=4";
        }

        @Override
        public List<String> subprotocols() {
            return List.of("talk-2", "talk-1");
        }

        @Override
        public ClientTalk client(HeartbeatRule rule) {
            return Plain.DIALECT.client(rule);
        }

        @Override
        public ServerTalk server(HeartbeatRule rule) {
            return Plain.DIALECT.server(rule);
        }
    }
}
