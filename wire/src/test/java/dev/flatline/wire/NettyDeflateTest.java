package dev.flatline.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.seed.Seeds;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketClientExtensionHandler;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandler;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateClientExtensionHandshaker;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each end of ours against the other end of Netty's own implementation. */
class NettyDeflateTest {

    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final int LEVEL = 6;
    private static final int MAX_BYTES = 1 << 20;
    private static final int MESSAGES = 60;

    private final RandomGenerator random = new Seeds(7).generator("messages", 0);
    private final ContextBudget budget = new ContextBudget(1);
    private final RecordingListener received = new RecordingListener();
    private final List<String> sent = new ArrayList<>();

    @ParameterizedTest(name = "server takeover {0}, client takeover {1}")
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void ourClientTalksToNettysServer(boolean serverTakeover, boolean clientTakeover) {
        DeflateOptions options = new DeflateOptions(true, serverTakeover, clientTakeover, 1, 1);
        UpgradeRequest request = UpgradeRequest.to("localhost", "/").offer(options);
        boolean place = (serverTakeover || clientTakeover) && budget.take();
        EmbeddedChannel netty = new EmbeddedChannel(
                new HttpServerCodec(),
                new HttpObjectAggregator(1 << 16),
                new WebSocketServerExtensionHandler(new PerMessageDeflateServerExtensionHandshaker(
                        LEVEL, true, 15, true, !clientTakeover, MAX_BYTES)),
                new WebSocketServerProtocolHandler("/", "", true, MAX_BYTES),
                new WebSocketFrameAggregator(MAX_BYTES));
        ByteBuf head = Unpooled.buffer();
        request.write(head, KEY);
        netty.writeInbound(head);
        ByteBuf answer = outbound(netty);
        UpgradeReply.Accepted accepted = assertInstanceOf(
                UpgradeReply.Accepted.class, request.replyReader(KEY).read(answer));
        answer.release();
        DeflateParameters agreed = accepted.deflate().orElseThrow();
        assertEquals(serverTakeover, agreed.serverTakeover());
        assertEquals(clientTakeover, agreed.clientTakeover());

        try (LoopDeflation loop = new LoopDeflation(FrameRole.CLIENT, options, budget)) {
            talk(netty, FrameRole.CLIENT, loop.open(agreed, place));
        }
    }

    @ParameterizedTest(name = "server takeover {0}, client takeover {1}")
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void ourServerTalksToNettysClient(boolean serverTakeover, boolean clientTakeover) {
        DeflateOptions options = new DeflateOptions(true, serverTakeover, clientTakeover, 1, 1);
        EmbeddedChannel netty = new EmbeddedChannel(
                new HttpClientCodec(),
                new HttpObjectAggregator(1 << 16),
                new WebSocketClientExtensionHandler(
                        new PerMessageDeflateClientExtensionHandshaker(LEVEL, true, 15, true, true, MAX_BYTES)),
                new WebSocketClientProtocolHandler(WebSocketClientHandshakerFactory.newHandshaker(
                        URI.create("ws://localhost/"),
                        WebSocketVersion.V13,
                        null,
                        true,
                        EmptyHttpHeaders.INSTANCE,
                        MAX_BYTES)),
                new WebSocketFrameAggregator(MAX_BYTES));
        ByteBuf request = outbound(netty);
        UpgradeHead head = assertInstanceOf(
                UpgradeHead.class, new UpgradeHeadReader(UpgradeHeadReader.DEFAULT_MAX_BYTES).read(request));
        request.release();

        try (LoopDeflation loop = new LoopDeflation(FrameRole.SERVER, options, budget)) {
            Deflation deflation = loop.accept(head).orElseThrow();
            ByteBuf answer = Unpooled.buffer();
            UpgradeResponse.accept(answer, head, Optional.empty(), Optional.of(deflation.parameters()));
            netty.writeInbound(answer);

            talk(netty, FrameRole.SERVER, deflation);
        }
    }

    /** Messages in both directions, ours also in fragments; then everything must have been given back. */
    private void talk(EmbeddedChannel netty, FrameRole role, Deflation deflation) {
        DeflateEnd ours = DeflateEnd.of(role, deflation);
        int compressed = 0;
        for (int i = 0; i < MESSAGES; i++) {
            byte[] text = text(i);
            ByteBuf out = Unpooled.buffer();
            if (i % 3 == 0) {
                writeHalves(ours, out, text);
            } else {
                ours.write(
                        out,
                        random.nextInt(),
                        i % 3 == 1 ? Fragment.TEXT : Fragment.BINARY,
                        Unpooled.wrappedBuffer(text));
            }
            netty.writeInbound(out);
            WebSocketFrame arrived = netty.readInbound();
            assertNotNull(arrived, "message " + i);
            assertEquals(i % 3 != 2, arrived instanceof TextWebSocketFrame);
            assertEquals(ByteBufUtil.hexDump(text), ByteBufUtil.hexDump(arrived.content()), "message " + i);
            arrived.release();

            boolean binary = i % 2 == 0;
            ByteBuf payload = Unpooled.wrappedBuffer(text);
            netty.writeOutbound(binary ? new BinaryWebSocketFrame(payload) : new TextWebSocketFrame(payload));
            sent.add(
                    binary
                            ? "binary " + ByteBufUtil.hexDump(text)
                            : "text " + new String(text, StandardCharsets.UTF_8));
            ByteBuf in = outbound(netty);
            compressed += (in.getByte(0) & FrameHeader.COMPRESSED) == 0 ? 0 : 1;
            assertNull(ours.reader.read(in, received), "message " + i);
            in.release();
        }
        assertEquals(sent, received.calls);
        assertTrue(compressed > MESSAGES / 2, compressed + " of Netty's messages came compressed");
        ours.close();
        assertEquals(0, budget.taken());
        netty.finishAndReleaseAll();
    }

    /** Netty refuses a fragment that inflates to nothing by itself, so ours are long where there are several. */
    private void writeHalves(DeflateEnd ours, ByteBuf out, byte[] text) {
        ByteBuf compressed = ours.deflation.deflate(Unpooled.wrappedBuffer(text), out.alloc());
        if (compressed == null) {
            ours.write(out, random.nextInt(), Fragment.TEXT, Unpooled.wrappedBuffer(text));
            return;
        }
        int first = compressed.readableBytes() < 1000 ? 0 : compressed.readableBytes() / 2;
        if (first > 0) {
            ours.frame(out, random.nextInt(), FrameHeader.COMPRESSED | Opcode.TEXT, compressed.readSlice(first));
        }
        int last = first > 0 ? Opcode.CONTINUATION : FrameHeader.COMPRESSED | Opcode.TEXT;
        ours.frame(out, random.nextInt(), FrameHeader.FIN | last, compressed);
        compressed.release();
    }

    private static ByteBuf outbound(EmbeddedChannel netty) {
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf part = netty.readOutbound(); part != null; part = netty.readOutbound()) {
            all.writeBytes(part);
            part.release();
        }
        return all;
    }

    /** Text that grows, from nothing to more than the window, and repeats itself and what was said before. */
    private byte[] text(int message) {
        StringBuilder text = new StringBuilder();
        int words = message == MESSAGES - 1 ? 20_000 : message * message / 4;
        for (int i = 0; i < words; i++) {
            text.append(random.nextInt(50)).append(" zażółć ");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
