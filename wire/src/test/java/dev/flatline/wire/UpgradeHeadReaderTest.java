package dev.flatline.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpgradeHeadReaderTest {

    private static final String VALID = """
            GET /chat/room?id=7&x=y HTTP/1.1\r
            Host: server.example.com\r
            upgrade: h2c, WebSocket\r
            CONNECTION: keep-alive, upgrade\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            Sec-WebSocket-Version:13\r
            Sec-WebSocket-Protocol: chat\r
            X-Flatline-Client: \t17 \r
            Sec-WebSocket-Protocol: superchat,, other\r
            Empty:\r
            \r
            """;

    private final Wire wire = new Wire();

    @Test
    void givesPathQueryAndHeaders() {
        UpgradeHead head = assertInstanceOf(UpgradeHead.class, outcome(VALID));

        assertEquals("/chat/room", head.path());
        assertEquals("id=7&x=y", head.query());
        assertEquals("17", head.header("x-flatline-client"));
        assertEquals("", head.header("Empty"));
        assertNull(head.header("Emp"));
        assertNull(head.header("Origin"));
        assertEquals(List.of("chat", "superchat", "other"), head.subprotocols());
    }

    @Test
    void givesAHeaderWhoseNameIsNotAPrefixOfAnother() {
        UpgradeHead head =
                assertInstanceOf(UpgradeHead.class, outcome(VALID.replace("Empty:", "Emp^ty: a\r\nEmp~ty: b")));

        assertEquals("a", head.header("emp^ty"));
        assertEquals("b", head.header("EMP~TY"));
        assertNull(head.header("Emp^t"));
        assertNull(head.header("\r\n"));
        assertNull(head.header(""));
    }

    @Test
    void leavesFramesThatCameWithTheHead() {
        ByteBuf in = Wire.latin1(VALID + "\u0000".repeat(10_000));

        assertInstanceOf(UpgradeHead.class, reader().read(in));

        assertEquals(10_000, in.readableBytes());
    }

    @Test
    void givesAnEmptyQueryWithoutQuestionMark() {
        UpgradeHead head = assertInstanceOf(UpgradeHead.class, outcome(VALID.replace("?id=7&x=y", "")));

        assertEquals("/chat/room", head.path());
        assertEquals("", head.query());
    }

    @Test
    void readsAHeadCutAtAnyByteAndLeavesWhatFollows() {
        byte[] bytes = (VALID + "frames").getBytes(StandardCharsets.US_ASCII);

        for (int cut = 1; cut < VALID.length(); cut++) {
            UpgradeHeadReader reader = reader();
            ByteBuf first = wire.read(bytes, 0, cut);
            ByteBuf second = wire.read(bytes, cut, bytes.length);

            assertNull(reader.read(first), "cut at " + cut);
            assertInstanceOf(UpgradeHead.class, reader.read(second), "cut at " + cut);

            assertEquals("frames", second.toString(StandardCharsets.US_ASCII));
            first.release();
            second.release();
            assertEquals(0, wire.heldBytes(), "held, cut at " + cut);
        }
    }

    @Test
    void letsAProxyLookWithoutTaking() {
        ByteBuf in = Wire.latin1(VALID);

        assertInstanceOf(UpgradeHead.class, reader().read(in.duplicate()));

        assertEquals(VALID, in.toString(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest(name = "{2} for {1} in place of {0}")
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "GET |POST |405",
                "GET |GET|400",
                "GET |GET  |400",
                "HTTP/1.1|HTTP/1.0|505",
                "HTTP/1.1|HTTP/2|505",
                "HTTP/1.1|FTP|400",
                "GET /chat|GET http://h/chat|400",
                "Host:|Toast:|400",
                "h2c, WebSocket|h2c, websockets|426",
                "upgrade: h2c|pgrade: h2c|426",
                "keep-alive, upgrade|keep-alive|400",
                "keep-alive, upgrade|keep-alive, upgrade x|400",
                "keep-alive, upgrade|, ,|400",
                "CONNECTION|CONNECTIONS|400",
                "dGhl|dGh|400",
                "ZQ==|ZQ=|400",
                "ZQ==|Z!==|400",
                "Sec-WebSocket-Key|Sec-WebSocket-Kay|400",
                "Version:13|Version:8|426",
                "Version:13|Version:13, 13|426",
                "Sec-WebSocket-Version|Sec-WebSocket-Virgin|426",
                "Empty:|Empty|400",
                "Empty:|Emp ty:|400",
                "Empty:|:|400",
            })
    void refuses(String found, String replacement, int status) {
        String request = VALID.replace(found, replacement);

        assertEquals(status, statusOf(outcome(request)));
    }

    @Test
    void refusesASecondKey() {
        String twice = VALID.replace("Empty:", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");

        assertEquals(400, statusOf(outcome(twice)));
    }

    @Test
    void refusesExtensionsThatDoNotFollowTheirGrammar() {
        String malformed = VALID.replace("Empty:", "Sec-WebSocket-Extensions: permessage-deflate;");

        assertEquals(400, statusOf(outcome(malformed)));
    }

    @Test
    void givesTheExtensionsOfEveryHeaderThatNamesSome() {
        String twice =
                VALID.replace("Empty:", "Sec-WebSocket-Extensions: a; x=1\r\nsec-websocket-extensions: b\r\nEmpty:");

        UpgradeHead head = assertInstanceOf(UpgradeHead.class, outcome(twice));

        assertEquals(Extension.parse("a; x=1, b"), head.extensions());
        assertEquals(
                List.of(), assertInstanceOf(UpgradeHead.class, outcome(VALID)).extensions());
    }

    @Test
    void refusesASecondHost() {
        assertEquals(400, statusOf(outcome(VALID.replace("Empty:", "host: another.example.com"))));
    }

    @Test
    void refusesAnEmptyRequestLine() {
        assertEquals(400, statusOf(outcome("\r\n" + VALID)));
    }

    @Test
    void refusesAFoldedHeader() {
        assertEquals(400, statusOf(outcome(VALID.replace("Empty:", " folded: yes"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\n", "GET /\r ", "\u0016\u0003\u0001", "GET /\u0000", "\u007f"})
    void refusesAtTheFirstByteThatHttpForbids(String start) {
        assertEquals(400, statusOf(outcome(start)));
    }

    @Test
    void refusesAHeadBeyondItsBound() {
        UpgradeHeadReader reader = new UpgradeHeadReader(VALID.length() - 1);

        assertNull(reader.read(wire.read(VALID.getBytes(StandardCharsets.US_ASCII), 0, 200)));
        UpgradeOutcome outcome = reader.read(wire.read(VALID.getBytes(StandardCharsets.US_ASCII), 200, VALID.length()));

        assertEquals(431, statusOf(outcome));
    }

    @Test
    void acceptsAHeadOfExactlyItsBound() {
        UpgradeHeadReader reader = new UpgradeHeadReader(VALID.length());

        assertInstanceOf(UpgradeHead.class, reader.read(Wire.latin1(VALID)));
    }

    @Test
    void refusesAnEndlessLineInOneRead() {
        assertEquals(431, statusOf(outcome("GET /" + "a".repeat(10_000))));
    }

    @Test
    void releasesAnIncompleteHead() {
        UpgradeHeadReader reader = reader();
        ByteBuf in = wire.read(VALID.getBytes(StandardCharsets.US_ASCII), 0, 100);
        reader.read(in);
        in.release();

        reader.close();

        assertEquals(0, wire.heldBytes());
    }

    private static UpgradeHeadReader reader() {
        return new UpgradeHeadReader(UpgradeHeadReader.DEFAULT_MAX_BYTES);
    }

    private static @Nullable UpgradeOutcome outcome(String request) {
        return reader().read(Wire.latin1(request));
    }

    private static int statusOf(@Nullable UpgradeOutcome outcome) {
        return assertInstanceOf(Refusal.class, outcome).status();
    }
}
