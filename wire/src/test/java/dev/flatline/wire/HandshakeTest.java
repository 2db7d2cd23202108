package dev.flatline.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.seed.Seeds;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Both ends of a handshake against each other and against the example of RFC 6455, section 1.3. */
class HandshakeTest {

    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    @Test
    void answersTheKeyOfTheRfc() {
        assertEquals("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", new String(HandshakeKey.accept(KEY), US_ASCII));
    }

    @Test
    void makesValidKeysOfAnyBits() {
        RandomGenerator random = new Seeds(1).generator("keys", 0);

        assertEquals("AAAAAAAAAAAAAAAAAAAAAA==", HandshakeKey.of(0, 0));
        for (int i = 0; i < 1_000; i++) {
            assertTrue(HandshakeKey.isValid(HandshakeKey.of(random.nextLong(), random.nextLong())));
        }
        assertFalse(HandshakeKey.isValid("dGhlIHNhbXBsZSBub25jZQ"));
        assertFalse(HandshakeKey.isValid("dGhlIHNhbXBsZSBub25jZSE="));
        assertFalse(HandshakeKey.isValid("dGhlIHNhbXBsZSBub25j*Q=="));
    }

    @Test
    void writesTheRequestByteForByte() {
        ByteBuf out = Unpooled.buffer();

        UpgradeRequest.to("server.example.com", "/chat?room=1")
                .header("Origin", "http://example.com")
                .offer(List.of("chat", "superchat"))
                .write(out, KEY, "X-Flatline-Client", "17");

        assertEquals("""
                GET /chat?room=1 HTTP/1.1\r
                Host: server.example.com\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Version: 13\r
                Origin: http://example.com\r
                Sec-WebSocket-Protocol: chat, superchat\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                X-Flatline-Client: 17\r
                \r
                """, out.toString(US_ASCII));
    }

    @Test
    void writesTheAnswerByteForByte() {
        ByteBuf out = Unpooled.buffer();

        UpgradeResponse.accept(
                out,
                head(UpgradeRequest.to("h", "/").offer(List.of("a", "chat"))),
                Optional.of("chat"),
                Optional.empty());

        assertEquals("""
                HTTP/1.1 101 Switching Protocols\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r
                Sec-WebSocket-Protocol: chat\r
                \r
                """, out.toString(US_ASCII));
    }

    @Test
    void writesSubprotocolAndCompressionInOneAnswer() {
        ByteBuf out = Unpooled.buffer();
        UpgradeRequest request =
                UpgradeRequest.to("h", "/").offer(List.of("a", "chat")).offer(DeflateOptions.ON);
        DeflateParameters agreed = DeflateNegotiation.accept(head(request).extensions(), DeflateOptions.ON)
                .orElseThrow();

        UpgradeResponse.accept(out, head(request), Optional.of("chat"), Optional.of(agreed));

        assertEquals("""
                HTTP/1.1 101 Switching Protocols\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r
                Sec-WebSocket-Protocol: chat\r
                Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover; client_no_context_takeover\r
                \r
                """, out.toString(US_ASCII));
        assertEquals(
                new UpgradeReply.Accepted("chat", Optional.of(agreed)),
                request.replyReader(KEY).read(out));
    }

    @Test
    void addsAHeaderToTheAnswerThatWasJustWritten() {
        ByteBuf out = Unpooled.buffer();

        UpgradeResponse.accept(out, head(UpgradeRequest.to("h", "/")), Optional.empty(), Optional.empty());
        UpgradeResponse.addHeader(out, "X-One", "1");
        UpgradeResponse.addHeader(out, "X-Two", "a; b=2");

        assertEquals("""
                HTTP/1.1 101 Switching Protocols\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r
                X-One: 1\r
                X-Two: a; b=2\r
                \r
                """, out.toString(US_ASCII));
    }

    @Test
    void offersCompressionOnceAndOnlyWhenItIsOn() {
        UpgradeRequest request = UpgradeRequest.to("h", "/");
        UpgradeRequest offering = request.offer(new DeflateOptions(true, true, true, 1, 1));

        assertEquals(List.of(), head(request.offer(DeflateOptions.OFF)).extensions());
        assertEquals(
                List.of(new Extension("permessage-deflate", List.of())),
                head(offering).extensions());
        assertThrows(IllegalArgumentException.class, () -> offering.offer(DeflateOptions.ON));
    }

    @Test
    void clientAcceptsWhatTheServerAccepts() {
        UpgradeRequest request = UpgradeRequest.to("localhost:8080", "/");
        ByteBuf answer = Unpooled.buffer();

        UpgradeResponse.accept(answer, head(request), Optional.empty(), Optional.empty());
        FrameWriter.text(answer, "first");
        UpgradeReply reply = request.replyReader(KEY).read(answer);

        assertEquals(new UpgradeReply.Accepted("", Optional.empty()), reply);
        assertEquals(7, answer.readableBytes(), "the frame behind the head stays");
    }

    @Test
    void clientSeesTheServersRefusal() {
        UpgradeRequest request = UpgradeRequest.to("localhost:8080", "/");
        ByteBuf answer = Unpooled.buffer();

        UpgradeResponse.refuse(answer, Refusal.unavailable("too many connections", 7));
        UpgradeReply reply = request.replyReader(KEY).read(answer);

        assertEquals(new Refusal(503, "Service Unavailable", OptionalInt.of(7)), reply);
        assertEquals("too many connections\n", answer.toString(US_ASCII));
    }

    @Test
    void refusesAnotherVersionByNamingItsOwn() {
        ByteBuf out = Unpooled.buffer();

        UpgradeResponse.refuse(out, Refusal.upgradeRequired("why"));

        assertEquals("""
                HTTP/1.1 426 Upgrade Required\r
                Upgrade: websocket\r
                Connection: Upgrade, close\r
                Sec-WebSocket-Version: 13\r
                Content-Type: text/plain; charset=utf-8\r
                Content-Length: 4\r
                \r
                why
                """, out.toString(US_ASCII));
    }

    @Test
    void willNotWriteABrokenRequest() {
        UpgradeRequest request = UpgradeRequest.to("h", "/");

        assertThrows(IllegalArgumentException.class, () -> UpgradeRequest.to("", "/"));
        assertThrows(IllegalArgumentException.class, () -> UpgradeRequest.to("h\r\nX: y", "/"));
        assertThrows(IllegalArgumentException.class, () -> UpgradeRequest.to("h", "chat"));
        assertThrows(IllegalArgumentException.class, () -> UpgradeRequest.to("h", "/a b"));
        assertThrows(IllegalArgumentException.class, () -> request.header("X", "a\r\nY: b"));
        assertThrows(IllegalArgumentException.class, () -> request.header("X y", "a"));
        assertThrows(IllegalArgumentException.class, () -> request.header("HOST", "a"));
        assertThrows(IllegalArgumentException.class, () -> request.offer(List.of("a,b")));
    }

    @Test
    void willNotAcceptASubprotocolThatWasNotOffered() {
        UpgradeHead head = head(UpgradeRequest.to("h", "/"));

        assertThrows(
                IllegalArgumentException.class,
                () -> UpgradeResponse.accept(Unpooled.buffer(), head, Optional.of("mqtt"), Optional.empty()));
    }

    private static UpgradeHead head(UpgradeRequest request) {
        ByteBuf bytes = Unpooled.buffer();
        request.write(bytes, KEY);
        return assertInstanceOf(
                UpgradeHead.class, new UpgradeHeadReader(UpgradeHeadReader.DEFAULT_MAX_BYTES).read(bytes));
    }
}
