package dev.flatline.loadgen;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.time.Alarm;
import dev.flatline.wire.CloseCodes;
import dev.flatline.wire.Deflation;
import dev.flatline.wire.MaskedFrameWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a client's socket sends, and the ways it closes. A failed write closes the socket, and that is told when it has
 * closed, never from inside the call that wrote.
 */
abstract class OutgoingHalf extends ChannelInboundHandlerAdapter {

    /** How long a server may take to go after it was sent a Close frame. */
    static final long CLOSE_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int FRAME_OVERHEAD_BYTES = 16;

    final ClientLoop loop;

    @Nullable Channel channel;
    /** What the operating system said before the socket closed. */
    @Nullable CloseCause failure;

    /** What messages are compressed with, if the server agreed to that. */
    @Nullable Deflation deflation;

    private @Nullable Alarm closeLimit;

    OutgoingHalf(ClientLoop loop) {
        this.loop = loop;
    }

    /** A fault may move the client from its socket to a channel in front of it, and back. */
    @Override
    public final void handlerAdded(ChannelHandlerContext ctx) {
        channel = ctx.channel();
    }

    /** Of one pipeline at a time, but of several after each other. */
    @Override
    public final boolean isSharable() {
        return true;
    }

    final void writeText(byte[] utf8) {
        ByteBuf out = buffer(utf8.length);
        if (deflation == null) {
            MaskedFrameWriter.text(out, loop.random.nextInt(), utf8);
        } else {
            MaskedFrameWriter.text(out, loop.random.nextInt(), Unpooled.wrappedBuffer(utf8), deflation);
        }
        write(out);
    }

    final void writePing(long payload) {
        ByteBuf out = buffer(2 * Long.BYTES);
        ByteBuf number = loop.allocator().buffer(Long.BYTES).writeLong(payload);
        MaskedFrameWriter.ping(out, loop.random.nextInt(), number);
        number.release();
        write(out);
    }

    final void writePong(ByteBuf payload) {
        ByteBuf out = buffer(payload.readableBytes());
        MaskedFrameWriter.pong(out, loop.random.nextInt(), payload);
        write(out);
    }

    final void writeClose(int code) {
        writeClose(code, "");
    }

    final void writeClose(int code, String reason) {
        ByteBuf out = buffer(Short.BYTES + 3 * reason.length());
        if (code == CloseCodes.NO_STATUS) {
            MaskedFrameWriter.close(out, loop.random.nextInt());
        } else {
            MaskedFrameWriter.close(out, loop.random.nextInt(), code, reason);
        }
        write(out);
    }

    final ByteBuf buffer(int payloadBytes) {
        return loop.allocator().ioBuffer(payloadBytes + FRAME_OVERHEAD_BYTES);
    }

    /** Sends; gives the connection up if the server has let too much pile up. A closed socket is told of elsewhere. */
    final void write(ByteBuf out) {
        Channel socket = channel;
        if (socket == null || !socket.isActive()) {
            out.release();
        } else if (!socket.isWritable()) {
            out.release();
            failed(CloseCause.NETWORK_ERROR);
        } else {
            ChannelFuture unused = socket.writeAndFlush(out, socket.voidPromise());
        }
    }

    /** The first failure is the cause; what follows from it is not. */
    final void failed(CloseCause cause) {
        if (failure == null) {
            failure = cause;
        }
        closeSocket();
    }

    /** Lets the server close first, as RFC 6455, section 7.1.1 wants, but not for ever. */
    final void linger() {
        closeLimit = loop.timers.after(CLOSE_LIMIT_NANOS, this::reset);
    }

    /** Closes with RST: no state is left in the kernel, and nothing that waits is sent, nor what TLS would say last. */
    final void reset() {
        Channel socket = channel;
        if (socket == null || !socket.isOpen()) {
            return;
        }
        socket.config().setOption(ChannelOption.SO_LINGER, 0);
        if (isSecure()) {
            socket.unsafe().close(socket.unsafe().voidPromise());
        } else {
            closeSocket();
        }
    }

    /** Whether TLS is below it. */
    abstract boolean isSecure();

    final void closeSocket() {
        if (channel != null) {
            ChannelFuture unused = channel.close();
        }
    }

    final void cancelCloseLimit() {
        if (closeLimit != null) {
            closeLimit.cancel();
        }
    }
}
