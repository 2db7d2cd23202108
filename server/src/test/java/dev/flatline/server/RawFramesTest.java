package dev.flatline.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.server.options.LimitOptions;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server's side of RFC 6455 on its real pipeline: bytes in, bytes out, one write for one read. */
final class RawFramesTest {

    private final Happenings happenings = Happenings.echo();

    @Test
    void requestAndFirstMessagesInOneReadAreAnsweredInOneWrite() {
        VirtualServer server = new VirtualServer(ServerOptions.defaults(), happenings);

        server.says(Unpooled.wrappedBuffer(
                        Unpooled.copiedBuffer(VirtualServer.REQUEST, StandardCharsets.ISO_8859_1),
                        VirtualServer.text("one"),
                        VirtualServer.binary(new byte[] {7, 8}))
                .copy());

        String sent = server.sent();
        assertTrue(sent.startsWith("HTTP/1.1 101 Switching Protocols\r\n"), sent);
        assertTrue(sent.contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"), sent);
        assertTrue(sent.endsWith("\r\n\r\n\u0081\u0003one\u0082\u0002\u0007\u0008"), sent);
        assertEquals("", server.sent());
        assertEquals(List.of("opened 17 #1"), happenings.events);
    }

    @Test
    void aRequestThatArrivesByteByByteIsUpgraded() {
        VirtualServer server = new VirtualServer(ServerOptions.defaults(), happenings);

        VirtualServer.REQUEST.chars().forEach(octet -> server.says(Character.toString(octet)));

        assertTrue(server.sent().startsWith("HTTP/1.1 101 "));
    }

    @Test
    void aClientWithoutIdentityIsNobodyInParticular() {
        VirtualServer server = new VirtualServer(ServerOptions.defaults(), happenings);

        server.says(VirtualServer.REQUEST.replace("X-Flatline-Client: 17\r\n", ""));

        assertEquals(List.of("opened -1 #1"), happenings.events);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, POST, 405",
        "Upgrade: websocket, Upgrade: h2c, 426",
        "HTTP/1.1, HTTP/1.0, 505",
        "Host:, Most:, 400"
    })
    void aRequestThatIsNoUpgradeIsRefusedWithItsStatus(String good, String bad, int status) {
        VirtualServer server = new VirtualServer(ServerOptions.defaults(), happenings);

        server.says(VirtualServer.REQUEST.replace(good, bad));
        server.advance(Duration.ofSeconds(3));

        assertTrue(server.sent().startsWith("HTTP/1.1 " + status + " "));
        assertFalse(server.isOpen());
        assertEquals(List.of(), happenings.events);
        assertEquals(1, server.shared.counters().refusedUpgrades());
    }

    @Test
    void aPingIsAnsweredWithItsPayload() {
        VirtualServer server = VirtualServer.upgraded(ServerOptions.defaults(), happenings);

        server.says(VirtualServer.ping("hello"));

        assertEquals("\u008a\u0005hello", server.sent());
    }

    @Test
    void aCloseFrameIsAnsweredWithItsCodeAndTheSocketClosed() {
        VirtualServer server = VirtualServer.upgraded(ServerOptions.defaults(), happenings);

        server.says(VirtualServer.close(4001));

        assertEquals("\u0088\u0002\u000f\u00a1", server.sent());
        assertFalse(server.isOpen());
        assertEquals(List.of("open 17", "close close-frame 4001"), happenings.program);
        assertEquals(List.of("opened 17 #1", "closed 17 #1 close-frame"), happenings.events);
    }

    @ParameterizedTest
    @CsvSource({
        "81 03 61 62 63, protocol-error, 1002", // not masked
        "C1 80 00 00 00 00, protocol-error, 1002", // reserved bit
        "83 80 00 00 00 00, protocol-error, 1002", // unknown opcode
        "09 80 00 00 00 00, protocol-error, 1002", // fragmented control frame
        "80 80 00 00 00 00, protocol-error, 1002", // nothing to continue
        "81 81 00 00 00 00 FF, protocol-error, 1007", // not UTF-8
        "82 FE 10 00 00 00 00 00, too-big, 1009" // 4096 bytes where 1000 are allowed
    })
    void aViolationIsAnsweredWithItsCode(String hex, String cause, int code) {
        VirtualServer server = VirtualServer.upgraded(
                ServerOptions.defaults().with(LimitOptions.DEFAULT.withPayload(1000, 1000)), happenings);

        server.says(Unpooled.wrappedBuffer(bytes(hex)).copy());

        String sent = server.sent();
        assertEquals(0x88, sent.charAt(0));
        assertEquals(code, (sent.charAt(2) << 8) | sent.charAt(3));
        assertEquals(List.of("open 17", "close " + cause + " " + code), happenings.program);
        server.advance(Duration.ofSeconds(3));
        assertFalse(server.isOpen());
    }

    @Test
    void aFragmentedMessageComesBackWhole() {
        VirtualServer server = VirtualServer.upgraded(ServerOptions.defaults(), happenings);

        server.says(Unpooled.wrappedBuffer(bytes("01 82 00 00 00 00 68 65")).copy());
        server.says(Unpooled.wrappedBuffer(bytes("89 80 00 00 00 00")).copy());
        server.says(Unpooled.wrappedBuffer(bytes("80 83 00 00 00 00 6C 6C 6F")).copy());

        assertEquals("\u008a\u0000", server.sent());
        assertEquals("\u0081\u0005hello", server.sent());
    }

    @Test
    void whatTheProgramThrowsReachesItsErrorMethodAndClosesWith1011() {
        Happenings broken = new Happenings((connection, message) -> {
            throw new IllegalStateException("broken");
        });
        VirtualServer server = VirtualServer.upgraded(ServerOptions.defaults(), broken);

        server.says(VirtualServer.text("x"));

        assertEquals("\u0088\u0002\u0003\u00f3", server.sent());
        assertEquals(List.of("open 17", "error broken", "close server-error 1011"), broken.program);
    }

    @Test
    void aMessageThatIsKeptBeyondItsCallIsRefused() {
        VirtualServer server = VirtualServer.upgraded(ServerOptions.defaults(), happenings);

        server.says(VirtualServer.text("x"));

        Message kept = happenings.messages.get(0);
        assertThrows(IllegalStateException.class, kept::text);
    }

    @Test
    void aServerThatSaysGoodbyeSendsGoingAway() {
        ServerOptions options = ServerOptions.defaults().with(HeartbeatRule.NONE);
        VirtualServer server = VirtualServer.upgraded(options, happenings);

        server.loop.stop(true);

        assertEquals("\u0088\u0002\u0003\u00e9", server.sent());
        assertFalse(server.isOpen());
        assertEquals(List.of("opened 17 #1", "closed 17 #1 server-stopped"), happenings.events);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.ofDelimiter(" ").parseHex(hex);
    }
}
