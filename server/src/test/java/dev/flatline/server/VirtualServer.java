package dev.flatline.server;

import dev.flatline.core.connection.ClientIdentity;
import dev.flatline.wire.MaskedFrameWriter;
import dev.flatline.wire.WheelTimers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** One connection of a real server loop and its real pipeline, in virtual time, spoken to in raw bytes. */
final class VirtualServer {

    static final String REQUEST = request("/", ClientIdentity.HEADER + ": 17");

    /** What a test does not read of the answers is no leak. */
    static final ByteBufAllocator UNWATCHED = new UnpooledByteBufAllocator(false, true);

    private static final int KEY = 0x5AC3_96F0;

    final Happenings happenings;
    final List<Throwable> failures = new ArrayList<>();
    final ServerShared shared;
    final EmbeddedChannel channel;
    final ServerLoop loop;
    /** Its loop is where alarms ring: they outlive any connection. */
    private final EmbeddedChannel clock;

    private final MockTicker ticker;

    VirtualServer(ServerOptions options, Happenings happenings) {
        this.happenings = happenings;
        this.shared = ServerShared.of(happenings, happenings, failures::add, () -> 1_790_000_000);
        this.ticker = Ticker.newMockTicker();
        ticker.advance(123_456_789, TimeUnit.NANOSECONDS);
        clock = EmbeddedChannel.builder().ticker(ticker).build();
        channel = EmbeddedChannel.builder().ticker(ticker).build();
        loop = accepted(options);
    }

    /** Another connection of the same server, on a loop of its own. */
    private VirtualServer(VirtualServer other) {
        happenings = other.happenings;
        shared = other.shared;
        ticker = other.ticker;
        clock = other.clock;
        channel = EmbeddedChannel.builder().ticker(ticker).build();
        loop = accepted(other.loop.terms.options());
    }

    private ServerLoop accepted(ServerOptions options) {
        ServerLoop part = new ServerLoop(
                shared,
                ServerTerms.of(options),
                WheelTimers.on(clock.eventLoop(), failure -> {
                    throw new AssertionError(failure);
                }),
                new ServerLoop.Origin(ticker.nanoTime(), new SplittableRandom(1)));
        channel.config().setAllocator(UNWATCHED);
        part.start();
        part.accept(channel);
        return part;
    }

    /** The next connection that the server accepts, on another of its loops. */
    VirtualServer next() {
        return new VirtualServer(this);
    }

    /** A valid upgrade request; the headers come without line ends. */
    static String request(String target, String... headers) {
        StringBuilder request = new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return request.append("\r\n").toString();
    }

    /** A connection that is upgraded, its answer read away. */
    static VirtualServer upgraded(ServerOptions options, Happenings happenings) {
        VirtualServer server = new VirtualServer(options, happenings);
        server.says(REQUEST);
        server.sent();
        return server;
    }

    long nowNanos() {
        return ticker.nanoTime();
    }

    /** Lets time pass in steps of a millisecond. */
    void advance(Duration time) {
        for (long millis = time.toMillis(); millis > 0; millis--) {
            ticker.advance(1, TimeUnit.MILLISECONDS);
            channel.runPendingTasks();
            channel.runScheduledPendingTasks();
            clock.runScheduledPendingTasks();
        }
    }

    void says(String latin1) {
        says(Unpooled.copiedBuffer(latin1, StandardCharsets.ISO_8859_1));
    }

    void says(ByteBuf bytes) {
        channel.writeInbound(bytes);
    }

    static ByteBuf text(String text) {
        ByteBuf frame = Unpooled.buffer();
        MaskedFrameWriter.text(frame, KEY, text);
        return frame;
    }

    static ByteBuf binary(byte[] payload) {
        ByteBuf frame = Unpooled.buffer();
        MaskedFrameWriter.binary(frame, KEY, Unpooled.wrappedBuffer(payload));
        return frame;
    }

    static ByteBuf ping(String payload) {
        ByteBuf frame = Unpooled.buffer();
        MaskedFrameWriter.ping(frame, KEY, Unpooled.copiedBuffer(payload, StandardCharsets.UTF_8));
        return frame;
    }

    static ByteBuf pong() {
        ByteBuf frame = Unpooled.buffer();
        MaskedFrameWriter.pong(frame, KEY, Unpooled.EMPTY_BUFFER);
        return frame;
    }

    static ByteBuf close(int code) {
        ByteBuf frame = Unpooled.buffer();
        MaskedFrameWriter.close(frame, KEY, code, "bye");
        return frame;
    }

    /** What the server sent in its oldest write that was not looked at, in Latin-1; empty if it sent nothing. */
    String sent() {
        ByteBuf out = channel.readOutbound();
        if (out == null) {
            return "";
        }
        String bytes = out.toString(StandardCharsets.ISO_8859_1);
        out.release();
        return bytes;
    }

    /** The client's FIN. */
    void hangsUp() {
        channel.close().syncUninterruptibly();
    }

    boolean isOpen() {
        return channel.isOpen();
    }
}
