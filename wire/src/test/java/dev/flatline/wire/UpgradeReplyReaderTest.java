package dev.flatline.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpgradeReplyReaderTest {

    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final String VALID = """
            HTTP/1.1 101 Web Socket Protocol Handshake\r
            connection: upgrade\r
            UPGRADE: WebSocket\r
            Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r
            Sec-WebSocket-Protocol: chat\r
            \r
            """;

    private final Wire wire = new Wire();

    @Test
    void acceptsAValidAnswerCutAtAnyByte() {
        byte[] bytes = (VALID + "frames").getBytes(StandardCharsets.US_ASCII);

        for (int cut = 1; cut < VALID.length(); cut++) {
            UpgradeReplyReader reader = reader();
            ByteBuf first = wire.read(bytes, 0, cut);
            ByteBuf second = wire.read(bytes, cut, bytes.length);

            assertNull(reader.read(first));
            assertEquals(new UpgradeReply.Accepted("chat", Optional.empty()), reader.read(second), "cut at " + cut);

            assertEquals("frames", second.toString(StandardCharsets.US_ASCII));
            first.release();
            second.release();
            assertEquals(0, wire.heldBytes());
        }
    }

    @ParameterizedTest(name = "{1} in place of {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1|HTTP/1.0",
                "HTTP/1.1 101|HTTP/1.1 1O1",
                "HTTP/1.1 101 |HTTP/1.1 1010 ",
                "WebSocket|h2c",
                "UPGRADE|GRADE",
                "upgrade|close",
                "s3pP|S3pP",
                "xOo=|xOo",
                "Sec-WebSocket-Accept|Sec-WebSocket-Except",
                "chat|mqtt",
                "Sec-WebSocket-Protocol: chat|Sec-WebSocket-Extensions: permessage-deflate",
                "Sec-WebSocket-Protocol: chat|no field",
            })
    void reportsAViolation(String found, String replacement) {
        UpgradeReply reply = reply(VALID.replace(found, replacement));

        assertEquals(1002, assertInstanceOf(ProtocolViolation.class, reply).closeCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"permessage-deflate;", "permessage-deflate; client_max_window_bits=15", "x-other"})
    void reportsAnAnswerToAnOfferOfCompressionThatIsWrong(String extensions) {
        UpgradeReplyReader reader = UpgradeRequest.to("h", "/")
                .offer(List.of("chat"))
                .offer(new DeflateOptions(true, true, true, 1, 1))
                .replyReader(KEY);
        String answer = VALID.replace("\r\n\r\n", "\r\nSec-WebSocket-Extensions: " + extensions + "\r\n\r\n");

        UpgradeReply reply = reader.read(Wire.latin1(answer));

        assertEquals(1002, assertInstanceOf(ProtocolViolation.class, reply).closeCode());
    }

    @Test
    void reportsARefusalWithItsRetryAfter() {
        assertEquals(
                new Refusal(503, "Busy Now", OptionalInt.of(30)),
                reply("HTTP/1.1 503 Busy Now\r\nretry-after: 30\r\n\r\n"));
    }

    @Test
    void reportsARefusalWithoutAPhraseOrWithADate() {
        assertEquals(new Refusal(404, "", OptionalInt.empty()), reply("HTTP/1.1 404\r\n\r\n"));
        assertEquals(
                new Refusal(503, "", OptionalInt.empty()),
                reply("HTTP/1.1 503 \r\nRetry-After: Fri, 31 Dec 1999 23:59:59 GMT\r\n\r\n"));
    }

    @Test
    void reportsWhatIsNotHttp() {
        assertInstanceOf(ProtocolViolation.class, reply("\u0015\u0003\u0003"));
        assertInstanceOf(ProtocolViolation.class, reply("SSH-2.0-OpenSSH_9.2\r\n\r\n"));
        assertInstanceOf(ProtocolViolation.class, reply("a".repeat(9_000)));
    }

    private static UpgradeReplyReader reader() {
        return UpgradeRequest.to("h", "/").offer(List.of("chat")).replyReader(KEY);
    }

    private static @Nullable UpgradeReply reply(String answer) {
        return reader().read(Wire.latin1(answer));
    }
}
