package dev.flatline.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;

/** One client of a {@link VirtualCrowd}, which speaks and hears raw bytes, and may stop reading. */
final class VirtualPeer extends EmbeddedChannel {

    private final InetSocketAddress address;
    private boolean deaf;

    VirtualPeer(MockTicker ticker, String address) {
        super(EmbeddedChannel.builder().ticker(ticker));
        config().setAllocator(VirtualServer.UNWATCHED);
        this.address = new InetSocketAddress(address, 40_000);
    }

    @Override
    protected SocketAddress remoteAddress0() {
        return address;
    }

    /** While a client does not read, what it is sent waits on the server's side. */
    void readsNothing(boolean nothing) {
        deaf = nothing;
        if (!deaf) {
            flush();
            runPendingTasks();
        }
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer in) throws Exception {
        if (!deaf) {
            super.doWrite(in);
        }
    }

    void says(String latin1) {
        says(Unpooled.copiedBuffer(latin1, StandardCharsets.ISO_8859_1));
    }

    void says(ByteBuf bytes) {
        if (isOpen()) {
            writeInbound(bytes);
        } else {
            bytes.release();
        }
    }

    /** Upgrades, and reads the answer away. */
    VirtualPeer upgrades() {
        says(VirtualServer.REQUEST);
        hears();
        return this;
    }

    /** All that was sent since the last look, in Latin-1. */
    String hears() {
        StringBuilder heard = new StringBuilder();
        for (ByteBuf out = readOutbound(); out != null; out = readOutbound()) {
            heard.append(out.toString(StandardCharsets.ISO_8859_1));
            out.release();
        }
        return heard.toString();
    }

    /** Closes its socket, without a word. */
    void goes() {
        var unused = close();
        runPendingTasks();
    }
}
