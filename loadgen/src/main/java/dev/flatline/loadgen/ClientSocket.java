package dev.flatline.loadgen;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.connection.Transport;
import dev.flatline.wire.CloseCodes;
import dev.flatline.wire.FrameListener;
import dev.flatline.wire.FrameReader;
import dev.flatline.wire.HandshakeKey;
import dev.flatline.wire.NetworkFailure;
import dev.flatline.wire.ProtocolViolation;
import dev.flatline.wire.Refusal;
import dev.flatline.wire.UpgradeReply;
import dev.flatline.wire.UpgradeReplyReader;
import dev.flatline.wire.inject.SocketOpener;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One attempt and the connection that comes of it. It has a listener until it ends or is let go; without one it is silent,
 * whatever still arrives.
 */
final class ClientSocket extends OutgoingHalf implements FrameListener {

    private static final int PONG_BYTES = Long.BYTES;
    private static final int REQUEST_BYTES = 512;

    private final Route route;
    private final int client;
    private Transport.@Nullable Listener listener;
    private @Nullable UpgradeReplyReader reply;
    /** Only while a message is half read or it is not the loop's own: see {@link ClientLoop#takeReader}. */
    private @Nullable FrameReader frames;

    private boolean accepted;
    private boolean open;
    private boolean told;

    ClientSocket(ClientLoop loop, Route route, int client, Transport.Listener listener) {
        super(loop);
        this.route = route;
        this.client = client;
        this.listener = listener;
    }

    void connect(SocketOpener opener) {
        if (listener == null) {
            return;
        }
        Channel socket;
        try {
            socket = loop.open(client, this, opener);
        } catch (ChannelException e) {
            end(NetworkFailure.causeOf(e), 0);
            return;
        }
        channel = socket;
        ChannelFuture connected = opener.connect(socket);
        ChannelFuture unused = connected.addListener(done -> {
            Throwable cause = done.cause();
            if (cause != null) {
                loop.attempt(() -> end(NetworkFailure.causeOf(cause), 0));
            }
        });
    }

    /** A socket whose port was free may meet itself when nobody listens there (RFC 9293, simultaneous open). */
    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (listener == null) {
            return;
        }
        if (ctx.channel().localAddress().equals(ctx.channel().remoteAddress())) {
            end(CloseCause.REFUSED, 0);
            return;
        }
        listener.onConnected();
        if (!isSecure()) {
            ask();
        }
    }

    /** The end of the TLS handshake. A socket that closed in the middle of it is told of when it is gone. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (!(event instanceof SslHandshakeCompletionEvent handshake) || listener == null) {
            return;
        }
        if (handshake.isSuccess()) {
            listener.onSecured();
            ask();
        } else if (handshake.cause() instanceof ClosedChannelException) {
            loop.problem("it closed the connection in the TLS handshake; is it TLS that is spoken there?");
        } else {
            loop.problem(TlsFailure.words(handshake.cause()));
            end(CloseCause.TLS_FAILED, 0);
        }
    }

    private void ask() {
        if (listener != null) {
            String key = HandshakeKey.of(loop.random.nextLong(), loop.random.nextLong());
            reply = route.request().replyReader(key);
            ByteBuf out = loop.allocator().ioBuffer(REQUEST_BYTES);
            route.request().write(out, key, client);
            write(out);
        }
    }

    @Override
    boolean isSecure() {
        return route.tls() != null;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object received) {
        ByteBuf in = (ByteBuf) received;
        try {
            UpgradeReplyReader upgrade = reply;
            if (upgrade != null) {
                upgraded(upgrade.read(in));
            }
            if (accepted && in.isReadable()) {
                read(in);
            }
        } finally {
            in.release();
        }
    }

    private void upgraded(@Nullable UpgradeReply answer) {
        if (answer == null || listener == null) {
            return;
        }
        reply = null;
        if (answer instanceof Refusal refusal) {
            end(CloseCause.UPGRADE_REJECTED, refusal.status());
        } else if (answer instanceof ProtocolViolation violation) {
            broken(violation.message());
        } else if (answer instanceof UpgradeReply.Accepted agreed) {
            accepted(agreed);
        }
    }

    private void accepted(UpgradeReply.Accepted answer) {
        if (answer.subprotocol().isEmpty() && route.request().needsSubprotocol()) {
            broken("the answer names none of the subprotocols that were offered");
            return;
        }
        if (answer.deflate().isPresent()) {
            deflation = loop.deflation(answer.deflate().orElseThrow());
            frames = loop.takeReader();
            frames.inflateWith(deflation);
        }
        accepted = true;
        open = true;
        loop.open.increment();
        if (listener != null) {
            listener.onOpen();
        }
    }

    private void broken(String reason) {
        loop.problem("what answers there does not speak WebSocket as it should: " + reason);
        end(CloseCause.PROTOCOL_ERROR, 0);
    }

    private void read(ByteBuf in) {
        FrameReader reader = frames == null ? loop.takeReader() : frames;
        frames = reader;
        told = false;
        ProtocolViolation violation = reader.read(in, this);
        if (reader.isAsNew()) {
            frames = null;
            loop.giveBack(reader);
        }
        if (violation != null && listener != null) {
            writeClose(violation.closeCode());
            linger();
            boolean tooBig = violation.closeCode() == CloseCodes.TOO_BIG;
            report(tooBig ? CloseCause.TOO_BIG : CloseCause.PROTOCOL_ERROR, violation.closeCode());
        } else if (!told && listener != null) {
            listener.onBytes();
        }
    }

    @Override
    public void onText(ByteBuf payload) {
        told = true;
        if (listener != null) {
            listener.onText(ByteBufUtil.getBytes(payload));
        }
    }

    @Override
    public void onBinary(ByteBuf payload) {
        told = true;
        if (listener != null) {
            listener.onBytes();
        }
    }

    @Override
    public void onPing(ByteBuf payload) {
        told = true;
        if (listener != null) {
            writePong(payload);
            listener.onBytes();
        }
    }

    @Override
    public void onPong(ByteBuf payload) {
        told = true;
        if (listener != null) {
            listener.onPong(payload.readableBytes() == PONG_BYTES ? payload.getLong(payload.readerIndex()) : -1);
        }
    }

    /** The server's Close: the answer to ours, or the first one, which is answered. The server closes the socket first. */
    @Override
    public void onClose(int code, String reason) {
        told = true;
        if (listener == null) {
            closeSocket();
            return;
        }
        writeClose(code);
        linger();
        report(CloseCause.CLOSE_FRAME, code);
    }

    void sendText(byte[] utf8) {
        if (open) {
            writeText(utf8);
        }
    }

    void ping(long payload) {
        if (open) {
            writePing(payload);
        }
    }

    void close(int code, String reason) {
        if (open) {
            writeClose(code, reason);
            linger();
            letGo();
        } else {
            abort();
        }
    }

    void abort() {
        letGo();
        reset();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        cancelCloseLimit();
        if (reply != null) {
            reply.close();
        }
        if (frames != null) {
            frames.close();
        }
        if (deflation != null) {
            deflation.close();
        }
        report(failure == null ? CloseCause.END_OF_STREAM : failure, 0);
    }

    /** What the network does ends the connection; anything else is a fault in this program and is not hidden. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Throwable network = cause instanceof DecoderException ? cause.getCause() : cause;
        if (network instanceof SSLException) {
            failed(CloseCause.TLS_FAILED);
            return;
        }
        if (cause instanceof IOException io) {
            failed(NetworkFailure.causeOf(io));
            return;
        }
        loop.failed(cause);
        failed(CloseCause.LOCAL);
    }

    private void end(CloseCause cause, int code) {
        reset();
        report(cause, code);
    }

    private void report(CloseCause cause, int code) {
        Transport.Listener told = listener;
        letGo();
        if (told != null) {
            told.onClosed(cause, code);
        }
    }

    private void letGo() {
        listener = null;
        if (open) {
            open = false;
            loop.open.decrement();
        }
    }
}
