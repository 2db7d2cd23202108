package dev.flatline.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.server.admission.RefusalReason;
import dev.flatline.server.options.LimitOptions;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long the head of an upgrade request may be, and how long it may take. */
final class UpgradeLimitsTest {

    private static final int LIMIT = 300;
    private static final ServerOptions OPTIONS = ServerOptions.defaults().with(LimitOptions.DEFAULT.withHead(LIMIT));

    private final Happenings happenings = Happenings.echo();

    @Test
    void aHeadOfTheLimitIsTakenAndOneByteMoreIsNotWhereverTheReadsEnd() {
        for (int cut = 0; cut < LIMIT; cut++) {
            assertEquals("HTTP/1.1 101 ", answer(LIMIT, cut), "cut at " + cut);
            assertEquals("HTTP/1.1 431 ", answer(LIMIT + 1, cut), "cut at " + cut);
        }
    }

    private String answer(int headBytes, int cut) {
        VirtualServer server = new VirtualServer(OPTIONS, happenings);
        byte[] head = head(headBytes);
        server.says(Unpooled.copiedBuffer(head, 0, cut));
        server.says(Unpooled.copiedBuffer(head, cut, headBytes - cut));
        return server.sent().substring(0, 13);
    }

    private static byte[] head(int bytes) {
        String missing = "x".repeat(bytes - VirtualServer.REQUEST.length() - 5);
        return VirtualServer.REQUEST
                .replace("Host: a\r\n", "Host: a\r\nX: " + missing + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void anEndlessHeadIsAnsweredAtTheLimitAndTheRestIsNotRead() {
        VirtualServer server = new VirtualServer(OPTIONS, happenings);

        server.says("GET /" + "a".repeat(LIMIT));
        server.says("a".repeat(100_000));

        assertTrue(server.sent().startsWith("HTTP/1.1 431 Request Header Fields Too Large\r\n"));
        assertEquals("", server.sent());
        assertEquals(1, server.shared.counters().refusedFor(RefusalReason.HEAD_TOO_LARGE));
        server.advance(Duration.ofMillis(2_001));
        assertFalse(server.isOpen());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 37, 45})
    void theTimeCountsFromTheConnectAndNotFromTheLastByte(int millisPerByte) {
        VirtualServer server = new VirtualServer(OPTIONS, happenings);
        int sent = 0;
        while (server.isOpen() && sent < VirtualServer.REQUEST.length()) {
            server.says(VirtualServer.REQUEST.substring(sent, ++sent));
            server.advance(Duration.ofMillis(millisPerByte));
        }

        boolean inTime = VirtualServer.REQUEST.length() * millisPerByte < 10_000;
        assertEquals(inTime, server.sent().startsWith("HTTP/1.1 101 "));
        assertEquals(inTime ? 0 : 1, server.shared.counters().handshakeTimeouts());
        assertEquals(inTime ? VirtualServer.REQUEST.length() : 10_000 / millisPerByte + 1, sent);
        assertEquals(0, server.shared.counters().handshaking());
    }

    @Test
    void aClientThatSaysNothingIsClosedInTime() {
        VirtualServer server = new VirtualServer(OPTIONS, happenings);

        server.advance(Duration.ofMillis(9_999));
        assertTrue(server.isOpen());
        server.advance(Duration.ofMillis(1));

        assertFalse(server.isOpen());
        assertEquals("", server.sent());
    }
}
