package dev.flatline.chaos;

import dev.flatline.chaos.kernel.PacketPath;
import dev.flatline.chaos.toxic.Stream;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A {@link SocketLeg} behind TLS, and the handler between the two: what TLS tells becomes what a socket tells.
 *
 * <p>A close_notify is a FIN, and the FIN that follows it is not told again; a FIN without one is a FIN. TLS that breaks is a
 * socket that breaks. Until the handshake is over the socket is read whatever the relay wants: TLS is not what its faults
 * are about. A handshake that fails is told when the socket has been closed, so that the alert leaves before.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails is told to the promise, and to exceptionCaught
final class TlsLeg extends ChannelDuplexHandler implements Leg {

    /** What becomes of the handshake: one of these, or neither if the leg is closed before. Told on the event loop. */
    interface Outcome {

        void secured();

        void failed(Throwable cause);
    }

    private final SocketLeg plain;
    private final Channel channel;
    private final Outcome outcome;
    private final LongAdder failures;
    private boolean handshaking = true;
    private boolean reads = true;
    private boolean inputEnded;
    private boolean unflushed;
    private @Nullable Throwable failure;

    TlsLeg(SocketLeg plain, Channel channel, Outcome outcome, LongAdder failures) {
        this.plain = plain;
        this.channel = channel;
        this.outcome = outcome;
        this.failures = failures;
    }

    /** The handler that comes behind this one. */
    SocketLeg plain() {
        return plain;
    }

    @Override
    public void write(ByteBuf bytes) {
        plain.write(bytes);
    }

    @Override
    public void flush() {
        plain.flush();
    }

    @Override
    public boolean isWritable() {
        return plain.isWritable();
    }

    @Override
    public void finish() {
        plain.finish();
    }

    @Override
    public void reset() {
        plain.reset();
    }

    @Override
    public void close() {
        plain.close();
    }

    @Override
    public List<PacketPath> paths(Stream stream) {
        return plain.paths(stream);
    }

    @Override
    public void reading(boolean on) {
        reads = on;
        if (!handshaking) {
            plain.reading(on);
        }
    }

    /** TLS reports no write that fails with a void promise. */
    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        unflushed = true;
        ctx.write(message, promise.unvoid());
    }

    /** The relay flushes more often than it writes, and TLS is asked for a record each time. */
    @Override
    public void flush(ChannelHandlerContext ctx) {
        if (unflushed) {
            unflushed = false;
            ctx.flush();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            over(handshake.cause());
        } else if (event instanceof SslCloseCompletionEvent close) {
            if (close.isSuccess()) {
                endInput(ctx);
            }
        } else if (event == ChannelInputShutdownEvent.INSTANCE) {
            endInput(ctx);
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    private void over(@Nullable Throwable cause) {
        if (cause == null) {
            handshaking = false;
            plain.reading(reads);
            outcome.secured();
        } else if (!(cause instanceof ClosedChannelException)) {
            fail(cause);
        }
    }

    /** TLS closes the socket after a handshake that it has failed itself. */
    private void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
            failures.increment();
        }
    }

    private void endInput(ChannelHandlerContext ctx) {
        if (handshaking) {
            giveUp(new EOFException("the peer said FIN in the handshake"));
        } else if (!inputEnded) {
            inputEnded = true;
            ctx.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        }
    }

    private void giveUp(IOException cause) {
        fail(cause);
        channel.unsafe().close(channel.unsafe().voidPromise());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Throwable shown =
                cause instanceof DecoderException && cause.getCause() instanceof SSLException tls ? tls : cause;
        if (handshaking && shown instanceof IOException network) {
            if (failure == null) {
                giveUp(network);
            }
        } else {
            ctx.fireExceptionCaught(shown);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (handshaking && failure != null) {
            outcome.failed(failure);
        }
        ctx.fireChannelInactive();
    }
}
