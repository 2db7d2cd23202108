package dev.flatline.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who owns which context, and that each of them is ended. */
class DeflateContextsTest {

    private static final DeflateOptions TAKEOVER = new DeflateOptions(true, true, true, 1, 2);
    private static final String HELLO = "c1 87 00 00 00 00 f2 48 cd c9 c9 07 00";

    private final Wire wire = new Wire();
    private final ContextBudget budget = new ContextBudget(2);
    private final LoopDeflation loop = new LoopDeflation(FrameRole.SERVER, TAKEOVER, budget);

    @Test
    void connectionsWithoutTakeoverShareThePairOfTheirLoop() {
        Deflation one = accept(loop, "permessage-deflate; server_no_context_takeover; client_no_context_takeover");
        Deflation other = accept(loop, "permessage-deflate; server_no_context_takeover; client_no_context_takeover");

        use(one);
        Deflater deflater = loop.sharedDeflater();
        Inflater inflater = loop.sharedInflater();
        use(other);

        assertNull(one.deflater());
        assertNull(one.inflater());
        assertSame(deflater, loop.sharedDeflater());
        assertSame(inflater, loop.sharedInflater());
        assertEquals(0, budget.taken());
    }

    @Test
    void theSharedPairLivesUntilTheLoopClosesIt() {
        Deflation one = accept(loop, "permessage-deflate; server_no_context_takeover; client_no_context_takeover");
        use(one);
        Deflater deflater = loop.sharedDeflater();
        Inflater inflater = loop.sharedInflater();

        one.close();
        assertFalse(isEnded(deflater) || isEnded(inflater));
        loop.close();
        loop.close();

        assertTrue(isEnded(deflater) && isEnded(inflater));
    }

    @Test
    void aConnectionWithTakeoverOwnsAPairFromItsFirstMessageToItsClose() {
        Deflation own = accept(loop, "permessage-deflate");
        assertNull(own.deflater());
        assertNull(own.inflater());

        use(own);
        Deflater deflater = own.deflater();
        Inflater inflater = own.inflater();
        assertNotNull(deflater);
        assertNotNull(inflater);
        assertNotSame(deflater, loop.sharedDeflater());
        assertEquals(1, budget.taken());
        own.close();
        own.close();

        assertTrue(isEnded(deflater) && isEnded(inflater));
        assertEquals(0, budget.taken());
    }

    @Test
    void eachDirectionOwnsItsContextOnlyIfItTakesOver() {
        Deflation server = accept(loop, "permessage-deflate; client_no_context_takeover");
        Deflation client = accept(loop, "permessage-deflate; server_no_context_takeover");

        use(server);
        use(client);

        assertNotNull(server.deflater());
        assertNull(server.inflater());
        assertTrue(server.sendsWithTakeover());
        assertNull(client.deflater());
        assertNotNull(client.inflater());
        assertFalse(client.sendsWithTakeover());
    }

    @Test
    void beyondTheBudgetConnectionsDoWithoutTakeover() {
        Deflation first = accept(loop, "permessage-deflate");
        accept(new LoopDeflation(FrameRole.SERVER, TAKEOVER, budget), "permessage-deflate; client_max_window_bits");

        Deflation third = accept(loop, "permessage-deflate; server_max_window_bits=15");
        accept(loop, "permessage-deflate; server_no_context_takeover; client_no_context_takeover");
        assertEquals(1, budget.refused());
        first.close();
        Deflation fourth = accept(loop, "permessage-deflate");

        assertEquals(new DeflateParameters(false, false, OptionalInt.of(15)), third.parameters());
        assertTrue(fourth.parameters().takesOver());
        assertEquals(2, budget.taken());
        assertEquals(1, budget.refused());
    }

    @Test
    void aConnectionThatHasNoPlaceGivesNoneBack() {
        LoopDeflation full = new LoopDeflation(FrameRole.SERVER, TAKEOVER, new ContextBudget(0));

        accept(full, "permessage-deflate").close();

        assertEquals(0, full.budget().taken());
        assertEquals(1, full.budget().refused());
        assertThrows(IllegalStateException.class, full.budget()::giveBack);
    }

    @Test
    void aClientGivesThePlaceBackThatTheServerMadeNeedless() {
        LoopDeflation client = new LoopDeflation(FrameRole.CLIENT, TAKEOVER, budget);
        DeflateParameters without = new DeflateParameters(false, false, OptionalInt.empty());
        assertTrue(budget.take());

        client.open(without, true).close();

        assertEquals(0, budget.taken());
        DeflateParameters with = new DeflateParameters(true, false, OptionalInt.empty());
        assertThrows(IllegalArgumentException.class, () -> client.open(with, false));
    }

    @Test
    void nothingIsCompressedBehindAClose() {
        Deflation closed = accept(loop, "permessage-deflate");
        Deflation late = accept(loop, "permessage-deflate; server_no_context_takeover; client_no_context_takeover");

        closed.close();
        assertThrows(IllegalStateException.class, () -> use(closed));
        loop.close();

        assertThrows(IllegalStateException.class, () -> use(late));
    }

    @Test
    void aListenerThatThrowsLeavesNothingBehind() {
        Deflation deflation = accept(loop, "permessage-deflate");
        FrameReader reader = new FrameReader(FrameRole.SERVER, FrameLimits.DEFAULT);
        reader.inflateWith(deflation);
        RecordingListener throwing = new RecordingListener() {
            @Override
            public void onText(ByteBuf payload) {
                throw new UnsupportedOperationException("as told");
            }
        };
        RecordingListener listener = new RecordingListener();
        ByteBuf in = wire.hex(HELLO + HELLO);

        assertThrows(UnsupportedOperationException.class, () -> reader.read(in, throwing));
        assertNull(reader.read(in, listener));
        in.release();

        assertEquals(1, listener.calls.size());
        assertEquals(0, wire.heldBytes());
    }

    @Test
    void aListenerMayKeepAMessageAndCloseInsideTheCall() {
        Deflation deflation = accept(loop, "permessage-deflate");
        FrameReader reader = new FrameReader(FrameRole.SERVER, FrameLimits.DEFAULT);
        reader.inflateWith(deflation);
        ByteBuf[] kept = {Unpooled.EMPTY_BUFFER};
        ByteBuf in = wire.hex(HELLO);

        assertNull(reader.read(in, new RecordingListener() {
            @Override
            public void onText(ByteBuf payload) {
                kept[0] = payload.retainedSlice();
                reader.close();
                deflation.close();
            }
        }));
        in.release();

        assertEquals("Hello", kept[0].toString(StandardCharsets.UTF_8));
        kept[0].release();
        assertEquals(0, wire.heldBytes());
        assertEquals(0, budget.taken());
    }

    /** Sends and receives one compressed message. */
    private void use(Deflation deflation) {
        ByteBuf out = wire.empty();
        ByteBuf in = wire.hex(HELLO);
        FrameReader reader = new FrameReader(FrameRole.SERVER, FrameLimits.DEFAULT);
        reader.inflateWith(deflation);
        RecordingListener listener = new RecordingListener();
        try {
            assertNull(reader.read(in, listener));
            FrameWriter.text(out, "Hello, hello, hello, hello", deflation);
            assertEquals(0xC1, out.getUnsignedByte(0));
        } finally {
            in.release();
            out.release();
        }
        assertEquals(0, wire.heldBytes());
    }

    private static Deflation accept(LoopDeflation loop, String offer) {
        String head =
                "GET / HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Extensions: " + offer
                        + "\r\n\r\n";
        UpgradeOutcome outcome = UpgradeHead.of(head.getBytes(StandardCharsets.US_ASCII));
        Optional<Deflation> accepted = loop.accept(assertInstanceOf(UpgradeHead.class, outcome));
        return accepted.orElseThrow();
    }

    /** The JDK's own check: whatever needs the native part throws behind its end; what it throws depends on the version. */
    private static boolean isEnded(@Nullable Deflater deflater) {
        assertNotNull(deflater);
        return isRefused(deflater::getBytesRead);
    }

    private static boolean isEnded(@Nullable Inflater inflater) {
        assertNotNull(inflater);
        return isRefused(inflater::getBytesRead);
    }

    private static boolean isRefused(Runnable use) {
        try {
            use.run();
            return false;
        } catch (NullPointerException | IllegalStateException e) {
            return true;
        }
    }
}
