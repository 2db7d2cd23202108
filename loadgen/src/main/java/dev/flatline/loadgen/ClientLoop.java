package dev.flatline.loadgen;

import dev.flatline.core.time.Timers;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import dev.flatline.wire.UpgradeRequest;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.ReflectiveChannelFactory;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What all clients of one event loop have in common. Confined to the loop, but for {@link #open}. */
final class ClientLoop {

    /** How much may wait for a server that does not read before the connection is given up. */
    static final int MAX_OUTBOUND_BYTES = 1 << 20;

    private static final RecvByteBufAllocator READS = new FixedRecvByteBufAllocator(4 << 10);
    private static final WriteBufferWaterMark OUTBOUND =
            new WriteBufferWaterMark(MAX_OUTBOUND_BYTES / 2, MAX_OUTBOUND_BYTES);

    final EventLoop eventLoop;
    final Timers timers;
    final InetSocketAddress remote;
    final UpgradeRequest request;
    /** For keys and masks; shared, because they must be unpredictable but need not be replayed. */
    final RandomGenerator random;
    /** Connections that are open, over all loops that share it. */
    final LongAdder open;

    private final ChannelFactory<SocketChannel> factory;
    private final boolean bindsLate;
    private final ChannelFutureListener onSocketClosed = closed -> socketClosed();
    private int sockets;
    private @Nullable Runnable whenIdle;

    ClientLoop(
            Loops loops, int index, Target target, InetSocketAddress remote, RandomGenerator random, LongAdder open) {
        this.eventLoop = loops.loop(index);
        this.timers = loops.timers(index);
        this.remote = remote;
        this.request = UpgradeRequest.to(target.authority(), target.path());
        this.random = random;
        this.open = open;
        this.factory = new ReflectiveChannelFactory<>(loops.channel());
        this.bindsLate = loops.kind() == TransportKind.EPOLL;
    }

    /**
     * A new socket that is registered with the loop.
     *
     * @throws io.netty.channel.ChannelException if the operating system has none to give
     */
    Channel newSocket(ClientSocket handler, @Nullable InetSocketAddress source) {
        Channel channel = factory.newChannel();
        ChannelConfig config = channel.config();
        config.setOption(ChannelOption.TCP_NODELAY, true);
        config.setOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0);
        config.setRecvByteBufAllocator(READS);
        config.setWriteBufferWaterMark(OUTBOUND);
        if (bindsLate || source == null) {
            // A server that restarts can take its port back even while one of our sockets has it as its source.
            config.setOption(ChannelOption.SO_REUSEADDR, true);
        }
        if (bindsLate && source != null) {
            config.setOption(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
        }
        sockets++;
        ChannelFuture unusedClosed = channel.closeFuture().addListener(onSocketClosed);
        channel.pipeline().addLast(handler);
        ChannelFuture unusedRegistered = eventLoop.register(channel);
        return channel;
    }

    /** Where buffers come from; the socket that a buffer is for may not exist any more. */
    ByteBufAllocator allocator() {
        return ByteBufAllocator.DEFAULT;
    }

    /** Runs a task once no socket is left; at once if there is none. */
    void whenIdle(Runnable task) {
        if (sockets == 0) {
            task.run();
        } else {
            whenIdle = task;
        }
    }

    private void socketClosed() {
        sockets--;
        Runnable task = whenIdle;
        if (sockets == 0 && task != null) {
            whenIdle = null;
            task.run();
        }
    }
}
