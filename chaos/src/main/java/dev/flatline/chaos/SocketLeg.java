package dev.flatline.chaos;

import dev.flatline.chaos.kernel.PacketPath;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.core.fault.Direction;
import dev.flatline.wire.Loops;
import dev.flatline.wire.tls.CloseNotify;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * A socket as a {@link Leg}, and the handler at the end of its pipeline. The channel allows half-closure and does not
 * close itself on a failed write: what its peer sent before that is still read. What a write fails with comes back as {@link #exceptionCaught}, not as a future.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class SocketLeg extends ChannelInboundHandlerAdapter implements Leg {

    private final DuplexChannel channel;
    private final Relay relay;
    private final Direction source;
    private final Direction sink;
    private final Loops loops;
    private boolean closed;
    private boolean reading = true;
    private boolean inputEnded;
    private boolean broken;

    /**
     * Creates the leg; the caller adds it to the channel's pipeline.
     *
     * @param source the direction that begins here
     * @param loops told of failures that are not the network's
     */
    SocketLeg(DuplexChannel channel, Relay relay, Direction source, Loops loops) {
        this.channel = channel;
        this.relay = relay;
        this.source = source;
        this.loops = loops;
        this.sink = source == Direction.UPSTREAM ? Direction.DOWNSTREAM : Direction.UPSTREAM;
    }

    @Override
    public void write(ByteBuf bytes) {
        if (closed) {
            bytes.release();
        } else {
            channel.write(bytes, channel.voidPromise());
        }
    }

    @Override
    public void flush() {
        if (!closed) {
            channel.flush();
        }
    }

    @Override
    public boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public void finish() {
        if (!closed) {
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> {
                if (!closed) {
                    CloseNotify.thenFin(channel).addListener(said -> finSent());
                }
            });
        }
    }

    /** A socket that could not say FIN any more is broken, and its next read reports that. */
    private void finSent() {
        if (!closed) {
            loops.attempt(() -> relay.finSent(sink));
        }
    }

    @Override
    public void reset() {
        if (!closed) {
            channel.flush();
            if (channel.isOpen()) {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
            }
            close();
        }
    }

    /** Goes past TLS, which would say close_notify and wait for it to leave: a reset does not, nor does a process that dies. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            channel.unsafe().close(channel.unsafe().voidPromise());
        }
    }

    @Override
    public void reading(boolean on) {
        if (!closed && on != reading) {
            reading = on;
            channel.config().setAutoRead(on);
        }
    }

    @Override
    public List<PacketPath> paths(Stream stream) {
        SocketAddress here = channel.localAddress();
        SocketAddress there = channel.remoteAddress();
        List<PacketPath> paths = new ArrayList<>(2);
        if (here instanceof InetSocketAddress local && there instanceof InetSocketAddress remote) {
            if (stream.covers(source)) {
                paths.add(new PacketPath(remote, local));
            }
            if (stream.covers(sink)) {
                paths.add(new PacketPath(local, remote));
            }
        }
        return paths;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (closed) {
            bytes.release();
        } else {
            relay.arrived(source, bytes);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (!closed) {
            relay.readComplete(source);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (!closed) {
            relay.writable(sink);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (closed || event != ChannelInputShutdownEvent.INSTANCE) {
            return;
        }
        inputEnded = true;
        if (broken) {
            relay.broken(source);
        } else {
            relay.finRead(source);
        }
    }

    /** An RST shows as a failed read, which the end of the input follows, or as a failed write. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        boolean network = cause instanceof IOException;
        if (!network) {
            loops.failed(cause);
        }
        if (closed) {
            return; // the writes that the close itself gave up
        }
        broken = true;
        if (inputEnded || !network) {
            relay.broken(source);
        } else {
            relay.deaf(sink);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!closed) {
            relay.broken(source);
        }
    }
}
