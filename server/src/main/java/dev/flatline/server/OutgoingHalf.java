package dev.flatline.server;

import dev.flatline.core.dialect.Ear;
import dev.flatline.core.dialect.ServerTalk;
import dev.flatline.server.session.KeptMessage;
import dev.flatline.server.session.Session;
import dev.flatline.wire.Deflation;
import dev.flatline.wire.FrameWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a connection sends: replies made while a read is under way leave in one buffer and one write; what is sent at other
 * times leaves at once. A base class rather than a part, because there may be very many connections.
 */
abstract class OutgoingHalf extends ChannelInboundHandlerAdapter implements Connection, Ear.OfServer {

    private static final int INITIAL_BYTES = 256;
    private static final int FULL_BYTES = 64 << 10;
    private static final int COPIED_BYTES = 4 << 10;

    final Channel channel;
    private @Nullable ByteBuf batch;
    private boolean reading;
    /** The payload of a pong that waits for room. */
    private byte @Nullable [] latestPong;

    OutgoingHalf(Channel channel) {
        this.channel = channel;
    }

    /** What its messages go through; null unless sessions are kept and the client has one. Any thread may ask. */
    abstract @Nullable Session session();

    /** Whether a message may be sent now; drops it, or cuts off the client, when too much waits already. */
    abstract boolean maySend();

    /** What messages are compressed with; null if they are not. */
    abstract @Nullable Deflation deflation();

    /** What it says in its dialect. */
    abstract ServerTalk talk();

    /** Whether a control frame may be sent: as messages, but never dropped. */
    abstract boolean mayControl();

    /** A pong that waited for room will not be sent, because a newer one is to be. */
    abstract void pongSuperseded();

    /** So many bytes are handed to the network. */
    abstract void leaving(int bytes);

    /** A message is among them. */
    abstract void messageLeaves();

    /** This program, not the network, has failed on this connection. */
    abstract void threw(Throwable failure);

    @Override
    public final void sendText(String text) {
        Session session = session();
        if (session != null) {
            session.send(KeptMessage.text(text, nowNanos()));
            return;
        }
        onLoop(() -> {
            if (maySend()) {
                writeText(text);
                messageLeaves();
                appended();
            }
        });
    }

    private void writeText(String text) {
        if (talk().wrapsMessages()) {
            writeWrapped(text.getBytes(StandardCharsets.UTF_8));
        } else {
            FrameWriter.text(out(), text, deflation());
        }
    }

    /** A text message of the program as the dialect carries it. */
    private void writeWrapped(byte[] payload) {
        FrameWriter.text(out(), Unpooled.wrappedBuffer(talk().message(payload)), deflation());
    }

    @Override
    public final void sendBinary(byte[] payload) {
        Session session = session();
        if (session != null) {
            session.send(KeptMessage.of(false, payload, nowNanos()));
            return;
        }
        onLoop(() -> {
            if (maySend()) {
                FrameWriter.binary(out(), Unpooled.wrappedBuffer(payload), deflation());
                messageLeaves();
                appended();
            }
        });
    }

    @Override
    public final void send(Message message) {
        Session session = session();
        if (session != null) {
            session.send(KeptMessage.of(message.isText(), message.bytes(), nowNanos()));
        } else if (maySend()) {
            if (message.isText() && talk().wrapsMessages()) {
                writeWrapped(message.bytes());
            } else if (message.isText()) {
                FrameWriter.text(out(), message.payload(), deflation());
            } else {
                FrameWriter.binary(out(), message.payload(), deflation());
            }
            messageLeaves();
            appended();
        }
    }

    /** Sends a message past the session, which there is not or whose turn it is. Only while {@link #maySend}. */
    final void send(KeptMessage message) {
        if (message.isText() && talk().wrapsMessages()) {
            writeWrapped(message.payload());
        } else {
            SharedMessage.write(message, out(), deflation());
        }
        messageLeaves();
        appended();
    }

    /**
     * Sends what others get too: a small frame joins the batch, a large one is not copied. A client that has a session gets
     * it through that. A dialect may wrap it for each client in its own way.
     */
    final void send(SharedMessage message) {
        if (session() == null && maySend()) {
            if (talk().wrapsMessages()) {
                send(message.kept());
                return;
            }
            messageLeaves();
            Deflation compression = deflation();
            if (compression != null) {
                message.writeTo(out(), compression);
                appended();
            } else if (message.frameBytes() <= COPIED_BYTES) {
                out().writeBytes(message.frame());
                appended();
            } else {
                flush();
                leaving(message.frameBytes());
                ChannelFuture unused = channel.writeAndFlush(message.frame(), channel.voidPromise());
            }
        }
    }

    /** A heartbeat goes even to a client for which too much waits: it would be taken for dead otherwise. */
    final void ping() {
        if (mayControl()) {
            FrameWriter.ping(out(), Unpooled.EMPTY_BUFFER);
            appended();
        }
    }

    /** A ping whose payload is its number. */
    final void ping(long number) {
        if (mayControl()) {
            FrameWriter.ping(out(), Unpooled.copyLong(number));
            appended();
        }
    }

    /** A text message that is a ping, and no message of the program's. */
    final void textPing(byte[] utf8) {
        if (mayControl()) {
            FrameWriter.text(out(), utf8);
            appended();
        }
    }

    /** What the dialect answers by itself. Without room it is not sent: pings cannot make more wait. */
    @Override
    public final void say(byte[] utf8) {
        if (!mayControl()) {
            return;
        }
        if (channel.isWritable()) {
            FrameWriter.text(out(), utf8);
            appended();
        } else {
            pongSuperseded();
        }
    }

    /** Without room only the latest pong is kept, which RFC 6455 allows (section 5.5.3): pings cannot make more wait. */
    final void pong(ByteBuf payload) {
        if (!mayControl()) {
            return;
        }
        if (channel.isWritable()) {
            FrameWriter.pong(out(), payload);
            appended();
        } else {
            if (latestPong != null) {
                pongSuperseded();
            }
            latestPong = ByteBufUtil.getBytes(payload);
        }
    }

    @Override
    public final void channelWritabilityChanged(ChannelHandlerContext ctx) {
        byte[] waiting = latestPong;
        if (waiting != null && channel.isWritable() && mayControl()) {
            latestPong = null;
            FrameWriter.pong(out(), Unpooled.wrappedBuffer(waiting));
            appended();
        }
    }

    final void onLoop(Runnable task) {
        if (channel.eventLoop().inEventLoop()) {
            task.run();
        } else {
            channel.eventLoop().execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException | Error failure) {
                    threw(failure);
                }
            });
        }
    }

    /** How much is likely to be sent in answer to the read under way; 0 between reads. */
    abstract int likelyBytes();

    /** Where to append what is to be sent. */
    final ByteBuf out() {
        ByteBuf out = batch;
        if (out == null) {
            out = channel.alloc().ioBuffer(Math.max(INITIAL_BYTES, likelyBytes()));
            batch = out;
        }
        return out;
    }

    private void appended() {
        if (!reading || out().readableBytes() >= FULL_BYTES) {
            flush();
        }
    }

    /** Lets what is sent meanwhile leave in as few writes as it fits. */
    final void together(Runnable sending) {
        boolean outer = reading;
        reading = true;
        try {
            sending.run();
        } finally {
            reading = outer;
            if (!outer) {
                flush();
            }
        }
    }

    /** The clock of all loops. */
    final long nowNanos() {
        return channel.eventLoop().ticker().nanoTime();
    }

    final void readBegins() {
        reading = true;
    }

    @Override
    public final void channelReadComplete(ChannelHandlerContext ctx) {
        reading = false;
        flush();
    }

    /** A failed write comes back as an exception caught by the pipeline: no promise object, no listener. */
    final void flush() {
        ByteBuf out = batch;
        if (out != null) {
            batch = null;
            leaving(out.readableBytes());
            ChannelFuture unused = channel.writeAndFlush(out, channel.voidPromise());
        }
    }

    /** Flushes the last that is ever sent. */
    final ChannelFuture flushLast() {
        ByteBuf out = out();
        batch = null;
        leaving(out.readableBytes());
        return channel.writeAndFlush(out);
    }

    /** Closes the socket now, whatever has not left. */
    final void closeSocket() {
        ChannelFuture unused = channel.close();
    }

    /** Drops what has not left. */
    final void discard() {
        ByteBuf out = batch;
        if (out != null) {
            batch = null;
            out.release();
        }
    }
}
