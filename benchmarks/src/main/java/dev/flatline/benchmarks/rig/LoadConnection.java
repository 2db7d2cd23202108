package dev.flatline.benchmarks.rig;

import dev.flatline.wire.FrameLimits;
import dev.flatline.wire.FrameListener;
import dev.flatline.wire.FrameReader;
import dev.flatline.wire.FrameRole;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** One client: it upgrades, checks the answer, answers pings, and checks every byte of every echo. */
final class LoadConnection extends ChannelInboundHandlerAdapter implements FrameListener {

    private final LoadClient client;
    private final LoadScript script;
    private final LoadCounts counts;
    private final FrameReader frames = new FrameReader(FrameRole.CLIENT, FrameLimits.DEFAULT);
    private final Channel channel;
    private @Nullable ByteBuf head;
    private @Nullable ByteBuf pongs;
    private boolean open;
    private boolean ending;
    /** Echoes that came in the read under way. */
    private int arrived;

    private long connectingNanos;
    private @Nullable ArrayDeque<Long> timed;

    LoadConnection(Channel channel, LoadClient client, LoadScript script) {
        this.channel = channel;
        this.client = client;
        this.script = script;
        this.counts = client.counts();
    }

    /** Sends texts. From now on each echo is answered with another text while the client wants that. */
    void send(int count) {
        ChannelFuture unused = channel.writeAndFlush(script.texts(count), channel.voidPromise());
    }

    /** Sends one text, and remembers when: its echo is timed. */
    void sendTimed() {
        ArrayDeque<Long> waiting = timed == null ? new ArrayDeque<>() : timed;
        timed = waiting;
        waiting.add(client.nanoTime());
        send(1);
    }

    /** Begins to connect now. */
    void connecting() {
        connectingNanos = client.nanoTime();
    }

    /** Ends the connection with RST, which leaves nothing behind at either end. */
    void reset() {
        ending = true;
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        ChannelFuture unused = channel.close();
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ChannelFuture unused = ctx.writeAndFlush(script.request.retainedDuplicate(), ctx.voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object received) {
        ByteBuf in = (ByteBuf) received;
        try {
            if (!open) {
                answered(in);
            }
            if (open && frames.read(in, this) != null) {
                wrong();
            }
        } finally {
            in.release();
        }
    }

    /** Frames may have come with the answer. */
    private void answered(ByteBuf in) {
        ByteBuf collected = head == null ? channel.alloc().buffer() : head;
        head = collected;
        collected.writeBytes(in);
        int end = ByteBufUtil.indexOf(script.headEnd, collected);
        if (end < 0) {
            return;
        }
        head = null;
        boolean switching = ByteBufUtil.equals(script.switching, 0, collected, 0, script.switching.readableBytes());
        if (switching && ByteBufUtil.indexOf(script.accept, collected) > 0) {
            open = true;
            client.opened(this, client.nanoTime() - connectingNanos);
            in.readerIndex(in.writerIndex() - (collected.writerIndex() - end - script.headEnd.readableBytes()));
        } else {
            wrong();
        }
        collected.release();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ByteBuf out = pongs;
        if (out != null) {
            pongs = null;
            ChannelFuture unused = channel.writeAndFlush(out, channel.voidPromise());
        }
        int count = arrived;
        arrived = 0;
        if (count > 0 && client.echoing()) {
            send(count);
        }
    }

    @Override
    public void onText(ByteBuf payload) {
        if (!ByteBufUtil.equals(script.text, payload)) {
            wrong();
        }
        counts.echoed();
        Long sent = timed == null ? null : timed.poll();
        if (sent != null) {
            client.timed(client.nanoTime() - sent);
        }
        arrived++;
    }

    @Override
    public void onBinary(ByteBuf payload) {
        wrong();
    }

    @Override
    public void onPing(ByteBuf payload) {
        counts.pinged(client.nanoTime());
        ByteBuf out = pongs == null ? channel.alloc().ioBuffer() : pongs;
        pongs = out;
        LoadScript.pong(out, payload);
    }

    @Override
    public void onPong(ByteBuf payload) {}

    @Override
    public void onClose(int code, String reason) {
        wrong();
    }

    private void wrong() {
        counts.failed();
        client.lost();
        reset();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        frames.close();
        if (!ending) {
            counts.failed();
            client.lost();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        wrong();
    }
}
