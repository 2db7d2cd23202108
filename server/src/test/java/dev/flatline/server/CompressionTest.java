package dev.flatline.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.ClientIdentity;
import dev.flatline.server.options.IdentityOptions;
import dev.flatline.server.options.LimitOptions;
import dev.flatline.server.options.ResumeOptions;
import dev.flatline.server.options.UpgradeOptions;
import dev.flatline.server.session.KeptMessage;
import dev.flatline.wire.DeflateOptions;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compressed messages on the server's real pipeline, with the JDK's own contexts at the client's end. */
final class CompressionTest {

    private static final String TEXT =
            IntStream.range(0, 500).mapToObj(i -> i * i + " ").collect(Collectors.joining());

    private final Happenings happenings = Happenings.echo();
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final Inflater inflater = new Inflater(true);

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void anEchoComesBackCompressedMessageAfterMessage(boolean takeover) throws DataFormatException {
        VirtualServer server = new VirtualServer(
                options(new DeflateOptions(true, takeover, takeover, 64, 10), LimitOptions.DEFAULT), happenings);
        server.says(request("permessage-deflate"));
        assertEquals(takeover, !server.sent().contains("no_context_takeover"));

        int[] sizes = new int[3];
        for (int i = 0; i < 3; i++) {
            server.says(compressed(TEXT, takeover));
            String echo = server.sent();
            assertEquals(0xC1, echo.charAt(0), "text, final, compressed");
            sizes[i] = echo.length();
            assertEquals(TEXT, inflated(echo, takeover));
        }

        assertEquals(takeover, sizes[2] < sizes[0] / 2, "what was said before is known: " + Arrays.toString(sizes));
    }

    @Test
    void whatTheServerSaysByItselfIsCompressedToo() throws DataFormatException {
        VirtualServer server = new VirtualServer(options(DeflateOptions.ON, LimitOptions.DEFAULT), happenings);
        server.says(request("permessage-deflate"));
        server.sent();

        happenings.opened.get(0).sendText(TEXT);
        assertEquals(TEXT, inflated(server.sent(), false));
        server.loop.broadcast(SharedMessage.of(KeptMessage.text(TEXT, 0)));
        assertEquals(TEXT, inflated(server.sent(), false));
        happenings.opened.get(0).sendText("short");

        assertEquals("\u0081\u0005short", server.sent());
    }

    @Test
    void aSessionsMessagesAreCompressedForEachConnectionAnew() throws DataFormatException {
        ServerOptions kept = options(new DeflateOptions(true, true, true, 64, 10), LimitOptions.DEFAULT)
                .with(IdentityOptions.header(ClientIdentity.HEADER))
                .with(ResumeOptions.on());
        VirtualServer server = new VirtualServer(kept, happenings);
        server.says(request("permessage-deflate"));
        happenings.opened.get(0).sendText(TEXT);

        VirtualServer next = server.next();
        next.says(request("permessage-deflate").replace("\r\n\r\n", "\r\nX-Flatline-Last: 0\r\n\r\n"));

        String answer = next.sent();
        assertTrue(answer.contains("X-Flatline-Resume: next=1; lost=0\r\n"), answer);
        assertEquals(TEXT, inflated(answer.substring(answer.indexOf("\r\n\r\n") + 4), true));
    }

    @Test
    void aClientThatDoesNotOfferGetsPlainFramesAndMayNotSendOthers() {
        VirtualServer server = new VirtualServer(options(DeflateOptions.ON, LimitOptions.DEFAULT), happenings);
        server.says(VirtualServer.REQUEST);
        assertFalse(server.sent().contains("permessage-deflate"));

        server.says(compressed(TEXT, false));

        assertTrue(server.sent().startsWith("\u0088"));
        assertEquals(List.of("open 17", "close protocol-error 1002"), happenings.program);
    }

    @Test
    void aMessageThatInflatesBeyondTheLimitIsTooBig() {
        VirtualServer server = new VirtualServer(
                options(DeflateOptions.ON, LimitOptions.DEFAULT.withPayload(10_000, 10_000)), happenings);
        server.says(request("permessage-deflate"));
        server.sent();

        server.says(compressed("0".repeat(5_000_000), false));

        assertEquals(List.of("open 17", "close too-big 1009"), happenings.program);
    }

    @Test
    void connectionsBeyondTheBudgetDoWithoutTakeover() {
        ServerOptions options = options(new DeflateOptions(true, true, true, 64, 0), LimitOptions.DEFAULT);
        VirtualServer server = new VirtualServer(options, happenings);

        server.says(request("permessage-deflate"));

        String answer = server.sent();
        assertTrue(answer.contains("server_no_context_takeover"), answer);
        assertEquals(1, server.loop.terms.contexts().refused());
    }

    private static ServerOptions options(DeflateOptions deflate, LimitOptions limits) {
        return ServerOptions.defaults()
                .with(new UpgradeOptions(List.of(), List.of(), deflate))
                .with(limits);
    }

    private static String request(String offer) {
        return VirtualServer.REQUEST.replace("\r\n\r\n", "\r\nSec-WebSocket-Extensions: " + offer + "\r\n\r\n");
    }

    /** A masked text frame, compressed, with mask 0. */
    private ByteBuf compressed(String text, boolean takeover) {
        if (!takeover) {
            deflater.reset();
        }
        deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
        byte[] out = new byte[60_000];
        int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH) - 4;
        ByteBuf frame = Unpooled.buffer().writeByte(0xC1);
        if (length < 126) {
            frame.writeByte(0x80 | length);
        } else {
            frame.writeByte(0xFE).writeShort(length);
        }
        return frame.writeInt(0).writeBytes(out, 0, length);
    }

    private String inflated(String frame, boolean takeover) throws DataFormatException {
        if (!takeover) {
            inflater.reset();
        }
        byte[] bytes = frame.getBytes(StandardCharsets.ISO_8859_1);
        int start = (bytes[1] & 0x7F) < 126 ? 2 : 4;
        byte[] input = Arrays.copyOf(Arrays.copyOfRange(bytes, start, bytes.length), bytes.length - start + 4);
        input[input.length - 2] = (byte) 0xFF;
        input[input.length - 1] = (byte) 0xFF;
        inflater.setInput(input);
        byte[] out = new byte[100_000];
        return new String(out, 0, inflater.inflate(out), StandardCharsets.UTF_8);
    }
}
