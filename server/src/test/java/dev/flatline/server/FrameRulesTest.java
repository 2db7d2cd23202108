package dev.flatline.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.server.options.LimitOptions;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Everything that RFC 6455 forbids a client, and what it allows though few do it, as raw bytes: in one read, cut in two at
 * every byte, byte by byte, and in the same packet as the upgrade request.
 */
final class FrameRulesTest {

    private static final ServerOptions SMALL =
            ServerOptions.defaults().with(LimitOptions.DEFAULT.withPayload(200, 300));

    private final Happenings happenings = Happenings.echo();

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "text without mask, 81 03 61 62 63, 1002",
        "continuation without mask, 01 80 00000000 80 01 61, 1002",
        "ping without mask, 89 00, 1002",
        "close without mask, 88 02 03 e8, 1002",
        "first reserved bit, c1 80 00000000, 1002",
        "second reserved bit, a1 80 00000000, 1002",
        "third reserved bit, 91 80 00000000, 1002",
        "reserved bit of a control frame, c9 80 00000000, 1002",
        "opcode 3, 83 80 00000000, 1002",
        "opcode 4, 84 80 00000000, 1002",
        "opcode 5, 85 80 00000000, 1002",
        "opcode 6, 86 80 00000000, 1002",
        "opcode 7, 87 80 00000000, 1002",
        "opcode 11, 8b 80 00000000, 1002",
        "opcode 12, 8c 80 00000000, 1002",
        "opcode 13, 8d 80 00000000, 1002",
        "opcode 14, 8e 80 00000000, 1002",
        "opcode 15, 8f 80 00000000, 1002",
        "fragmented ping, 09 80 00000000, 1002",
        "fragmented pong, 0a 80 00000000, 1002",
        "fragmented close, 08 80 00000000, 1002",
        "ping of 126 bytes, 89 fe 00 7e 00000000, 1002",
        "pong of 65536 bytes, 8a ff 00 00 00 00 00 01 00 00 00000000, 1002",
        "close of 126 bytes, 88 fe 00 7e 00000000, 1002",
        "ping of 5 bytes in the long form, 89 fe 00 05 00000000 61 61 61 61 61, 1002",
        "continuation of nothing, 80 80 00000000, 1002",
        "new text inside a text, 01 81 00000000 61 81 81 00000000 62, 1002",
        "new binary inside a text, 01 81 00000000 61 02 81 00000000 62, 1002",
        "length 125 in 16 bits, 82 fe 00 7d 00000000, 1002",
        "length 0 in 16 bits, 82 fe 00 00 00000000, 1002",
        "length 65535 in 64 bits, 82 ff 00 00 00 00 00 00 ff ff 00000000, 1002",
        "length 1 in 64 bits, 82 ff 00 00 00 00 00 00 00 01 00000000 61, 1002",
        "negative length, 82 ff 80 00 00 00 00 00 00 00 00000000, 1002",
        "length -1, 82 ff ff ff ff ff ff ff ff ff 00000000, 1002",
        "length of 63 bits, 82 ff 7f ff ff ff ff ff ff ff 00000000, 1009",
        "length of 33 bits that is 1 in the lower 32, 82 ff 00 00 00 01 00 00 00 01 00000000, 1009",
        "frame beyond the limit, 82 fe 00 c9 00000000, 1009",
        "close code 0, 88 82 00000000 00 00, 1002",
        "close code 999, 88 82 00000000 03 e7, 1002",
        "close code 1004, 88 82 00000000 03 ec, 1002",
        "close code 1005, 88 82 00000000 03 ed, 1002",
        "close code 1006, 88 82 00000000 03 ee, 1002",
        "close code 1015, 88 82 00000000 03 f7, 1002",
        "close code 1016, 88 82 00000000 03 f8, 1002",
        "close code 2999, 88 82 00000000 0b b7, 1002",
        "close code 5000, 88 82 00000000 13 88, 1002",
        "close code 65535, 88 82 00000000 ff ff, 1002",
        "close with half a code, 88 81 00000000 03, 1002",
        "close reason not UTF-8, 88 83 00000000 03 e8 ff, 1007",
        "close reason cut inside a character, 88 84 00000000 03 e8 e2 82, 1007",
        "text not UTF-8, 81 82 00000000 61 ff, 1007",
        "text with a surrogate, 81 83 00000000 ed a0 80, 1007",
        "text with an overlong slash, 81 82 00000000 c0 af, 1007",
        "text above U+10FFFF, 81 84 00000000 f4 90 80 80, 1007",
        "text cut inside a character, 81 82 00000000 e2 82, 1007",
        "masked text not UTF-8, 81 82 01020304 60 fd, 1007",
        "fragments that end inside a character, 01 81 00000000 e2 80 81 00000000 82, 1007",
        "fragments that are UTF-8 each but not together, 01 81 00000000 e2 80 82 00000000 c3 a9, 1007",
        "first fragment not UTF-8 and no second one, 01 82 00000000 61 ff, 1007",
    })
    void aViolationIsAnsweredWithItsCodeWhereverTheReadsEnd(String what, String hex, int code) {
        byte[] frames = bytes(hex);

        for (VirtualServer server : serversThatWereTold(frames)) {
            String sent = server.sent();
            assertEquals(0x88, sent.charAt(0), what);
            assertEquals(code, (sent.charAt(2) << 8) | sent.charAt(3), what);
            assertEquals(sent.charAt(1), sent.length() - 2, what);
            assertEquals("", server.sent(), "said behind the Close frame");
            server.says(VirtualServer.text("ignored"));
            server.advance(Duration.ofMillis(2_001));
            assertEquals("", server.sent(), "said behind the Close frame");
            assertFalse(server.isOpen());
            assertEquals(0, server.shared.counters().unfinishedBytes());
            assertEquals(List.of(), server.failures);
        }
        assertEquals(List.of(), happenings.messages);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "empty text, 81 80 01020304, 81 00",
        "text, 81 82 00000000 68 69, 81 02 68 69",
        "masked text, 81 82 01020304 69 6b, 81 02 68 69",
        "text with U+10FFFF, 81 84 00000000 f4 8f bf bf, 81 04 f4 8f bf bf",
        "three fragments, 01 81 00000000 61 00 81 00000000 62 80 81 00000000 63, 81 03 61 62 63",
        "empty fragments, 02 80 00000000 00 80 00000000 00 80 00000000 80 80 00000000, 82 00",
        "character over fragments, 01 81 00000000 e2 00 81 00000000 82 80 81 00000000 ac, 81 03 e2 82 ac",
        "ping between fragments, 01 81 00000000 61 89 81 00000000 70 80 81 00000000 62, 8a 01 70 81 02 61 62",
        "ping inside a character, 01 81 00000000 c3 89 80 00000000 80 81 00000000 a9, 8a 00 81 02 c3 a9",
        "pong between fragments, 01 81 00000000 61 8a 81 00000000 70 80 81 00000000 62, 81 02 61 62",
        "pong that nobody asked for, 8a 81 00000000 70, ''",
        "two pings, 89 81 00000000 61 89 81 00000000 62, 8a 01 61 8a 01 62",
        "close, 88 82 00000000 03 e8, 88 02 03 e8",
        "close with a reason, 88 84 00000000 03 e8 68 69, 88 02 03 e8",
        "close without a code, 88 80 00000000, 88 00",
        "close between fragments, 01 81 00000000 61 88 82 00000000 0f a0, 88 02 0f a0",
        "close code 1014, 88 82 00000000 03 f6, 88 02 03 f6",
        "close code 3000, 88 82 00000000 0b b8, 88 02 0b b8",
        "close code 4999, 88 82 00000000 13 87, 88 02 13 87",
        "garbage behind a close, 88 82 00000000 03 e8 ff ff ff, 88 02 03 e8",
    })
    void whatIsAllowedIsAnsweredTheSameWhereverTheReadsEnd(String what, String hex, String answer) {
        for (VirtualServer server : serversThatWereTold(bytes(hex))) {
            StringBuilder sent = new StringBuilder();
            for (String one = server.sent(); !one.isEmpty(); one = server.sent()) {
                sent.append(one);
            }

            assertEquals(answer, HexFormat.ofDelimiter(" ").formatHex(latin1(sent.toString())), what);
            assertEquals(!answer.contains("88 0"), server.isOpen(), what);
            assertEquals(0, server.shared.counters().unfinishedBytes());
            assertEquals(List.of(), server.failures);
        }
    }

    @Test
    void aMessageBeforeAViolationIsDeliveredAndNothingCanContinueIt() {
        for (VirtualServer server : serversThatWereTold(bytes("81 81 00000000 61 80 80 00000000"))) {
            String sent = server.sent() + server.sent();

            assertEquals("\u0081\u0001a\u0088", sent.substring(0, 4));
            assertEquals("\u0003\u00ea", sent.substring(5, 7));
        }
    }

    @ParameterizedTest(name = "{0} and {1} bytes: {2}")
    @CsvSource({"200, 100, echo", "200, 101, 1009", "100, 200, echo", "101, 200, 1009"})
    void theSizeOfAMessageIsThatOfItsFragmentsTogether(int first, int second, String outcome) {
        byte[] frames = new byte[first + second + 14 + 2];
        int at = fragment(frames, 0, 0x02, first);
        fragment(frames, at, 0x80, second);

        for (VirtualServer server : serversThatWereTold(frames)) {
            String sent = server.sent();
            if (outcome.equals("echo")) {
                assertEquals("\u0082~\u0001,", sent.substring(0, 4));
            } else {
                assertEquals("\u0088", sent.substring(0, 1));
                assertEquals("\u0003\u00f1", sent.substring(2, 4));
                assertTrue(happenings.program.contains("close too-big 1009"));
            }
        }
    }

    private static int fragment(byte[] frames, int at, int first, int length) {
        frames[at] = (byte) first;
        if (length < 126) {
            frames[at + 1] = (byte) (0x80 | length);
            return at + 6 + length;
        }
        frames[at + 1] = (byte) 0xFE;
        frames[at + 2] = (byte) (length >> 8);
        frames[at + 3] = (byte) length;
        return at + 8 + length;
    }

    private List<VirtualServer> serversThatWereTold(byte[] frames) {
        List<VirtualServer> servers = new ArrayList<>();
        for (int cut = 0; cut < frames.length; cut++) {
            VirtualServer server = VirtualServer.upgraded(SMALL, happenings);
            says(server, frames, 0, cut);
            says(server, frames, cut, frames.length);
            servers.add(server);
        }
        VirtualServer bytewise = VirtualServer.upgraded(SMALL, happenings);
        for (int at = 0; at < frames.length; at++) {
            says(bytewise, frames, at, at + 1);
        }
        servers.add(bytewise);
        servers.add(toldWithTheRequest(frames));
        return servers;
    }

    private VirtualServer toldWithTheRequest(byte[] frames) {
        VirtualServer server = new VirtualServer(SMALL, happenings);
        server.says(Unpooled.copiedBuffer(latin1(VirtualServer.REQUEST), frames));
        String sent = server.sent();
        int end = sent.indexOf("\r\n\r\n") + 4;
        assertTrue(sent.startsWith("HTTP/1.1 101 "), sent);
        if (end < sent.length()) {
            server.channel.outboundMessages().add(Unpooled.copiedBuffer(latin1(sent.substring(end))));
        }
        return server;
    }

    private static void says(VirtualServer server, byte[] frames, int from, int to) {
        if (from < to && server.isOpen()) {
            server.says(Unpooled.copiedBuffer(frames, from, to - from));
        }
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
