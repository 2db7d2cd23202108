package dev.flatline.loadgen;

import dev.flatline.core.time.Timers;
import dev.flatline.wire.ContextBudget;
import dev.flatline.wire.DeflateOptions;
import dev.flatline.wire.DeflateParameters;
import dev.flatline.wire.Deflation;
import dev.flatline.wire.FrameLimits;
import dev.flatline.wire.FrameReader;
import dev.flatline.wire.FrameRole;
import dev.flatline.wire.LoopDeflation;
import dev.flatline.wire.Loops;
import dev.flatline.wire.OutgoingSockets;
import dev.flatline.wire.ReceiveBuffers;
import dev.flatline.wire.inject.Injection;
import dev.flatline.wire.inject.SocketInjector;
import dev.flatline.wire.inject.SocketOpener;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What all clients of one event loop have in common. Confined to the loop, but for {@link #open}. */
final class ClientLoop {

    /** How much may wait for a server that does not read before the connection is given up. */
    static final int MAX_OUTBOUND_BYTES = 1 << 20;

    private static final int READ_BYTES = 4 << 10;
    private static final WriteBufferWaterMark OUTBOUND =
            new WriteBufferWaterMark(MAX_OUTBOUND_BYTES / 2, MAX_OUTBOUND_BYTES);

    final EventLoop eventLoop;
    final Timers timers;
    /**
     * For keys and masks: seeded, so that a run replays its bytes. RFC 6455, section 10.3 wants masks that nobody can
     * predict against hostile scripts in a browser, of which there are none in a load generator.
     */
    final RandomGenerator random;
    /** Connections that are open, over all loops that share it. */
    final LongAdder open;

    private final Loops loops;
    private final OutgoingSockets factory;
    private final RecvByteBufAllocator reads;
    private final ChannelFutureListener onSocketClosed = closed -> socketClosed(closed.channel());
    private SocketInjector injector;
    /** Without takeover: idle connections take no native memory, and the loop's pair of contexts serves them all. */
    private final LoopDeflation deflation =
            new LoopDeflation(FrameRole.CLIENT, DeflateOptions.ON, new ContextBudget(0));

    /** Reads for whoever has something to read, while nobody has it. */
    private @Nullable FrameReader spareReader;

    private int sockets;
    private @Nullable Runnable whenIdle;
    private String problem = "";

    ClientLoop(Loops loops, int index, RandomGenerator random, LongAdder open) {
        this.eventLoop = loops.loop(index);
        this.timers = loops.timers(index);
        this.random = random;
        this.open = open;
        this.loops = loops;
        this.factory = new OutgoingSockets(loops);
        this.reads = ReceiveBuffers.of(loops.kind(), READ_BYTES);
        this.injector = Injection.NONE.on(loops, index);
    }

    /** From now on clients open their channels through this one. */
    void inject(SocketInjector other) {
        injector = other;
    }

    /**
     * A new channel of a client: a socket, or what a fault has put in its place.
     *
     * @throws io.netty.channel.ChannelException if the operating system has none to give
     */
    Channel open(int client, ClientSocket handler, SocketOpener opener) {
        Channel channel = injector.open(client, handler, opener);
        channel.config().setWriteBufferWaterMark(OUTBOUND);
        return channel;
    }

    /**
     * A new socket that is registered with the loop.
     *
     * @param client whose it is
     * @throws io.netty.channel.ChannelException if the operating system has none to give
     */
    Channel newSocket(int client, ChannelHandler handler, @Nullable ClientTls tls, @Nullable InetSocketAddress source) {
        Channel channel = factory.open(source);
        ChannelConfig config = channel.config();
        config.setOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0);
        config.setRecvByteBufAllocator(reads);
        config.setWriteBufferWaterMark(OUTBOUND);
        sockets++;
        ChannelFuture unusedClosed = channel.closeFuture().addListener(onSocketClosed);
        if (tls != null) {
            channel.pipeline().addLast(tls.handler(channel.alloc(), client));
        }
        channel.pipeline().addLast(handler);
        ChannelFuture unusedRegistered = eventLoop.register(channel);
        return channel;
    }

    /** Runs a task later, on this loop; what it throws is told. */
    void execute(Runnable task) {
        eventLoop.execute(() -> loops.attempt(task));
    }

    /** Runs a task now; what it throws is told. */
    void attempt(Runnable task) {
        loops.attempt(task);
    }

    /** Tells of a failure of this program. */
    void failed(Throwable failure) {
        loops.failed(failure);
    }

    /** What a connection compresses with after this agreement. */
    Deflation deflation(DeflateParameters agreed) {
        return deflation.open(agreed, false);
    }

    /** A reader that is as new: the loop's, unless somebody has it. */
    FrameReader takeReader() {
        FrameReader spare = spareReader;
        spareReader = null;
        return spare == null ? new FrameReader(FrameRole.CLIENT, FrameLimits.DEFAULT) : spare;
    }

    /** Takes back a reader that is as new. */
    void giveBack(FrameReader reader) {
        spareReader = reader;
    }

    /** Keeps in words why an attempt failed, which its cause alone does not tell. */
    void problem(String words) {
        problem = words;
    }

    /** Why the latest attempt failed whose cause alone does not tell; empty if there was none. */
    String problem() {
        return problem;
    }

    /** Ends what the connections shared, once no socket is left. */
    void close() {
        deflation.close();
    }

    /** Where buffers come from; the socket that a buffer is for may not exist any more. */
    ByteBufAllocator allocator() {
        return ByteBufAllocator.DEFAULT;
    }

    /** The clients have ended: runs a task once no socket is left, at once if there is none. */
    void whenIdle(Runnable task) {
        injector.fleetEnds();
        if (sockets == 0) {
            task.run();
        } else {
            whenIdle = task;
        }
    }

    private void socketClosed(Channel socket) {
        injector.closed(socket);
        sockets--;
        Runnable task = whenIdle;
        if (sockets == 0 && task != null) {
            whenIdle = null;
            task.run();
        }
    }
}
