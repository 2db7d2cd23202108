package dev.flatline.chaos;

import dev.flatline.core.fault.Direction;
import dev.flatline.wire.AcceptFailures;
import dev.flatline.wire.Loops;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The proxy's listening socket: gives every connection to the shard of the event loop it lands on. */
final class Listener extends ChannelInitializer<SocketChannel> {

    /** The kernel lowers it to net.core.somaxconn: a reconnect storm must not be dropped here. */
    private static final int BACKLOG = 8192;

    private final Function<EventLoop, Shard> shards;

    private final Loops loops;
    private final @Nullable TlsSide tls;

    private Listener(Loops loops, Function<EventLoop, Shard> shards, @Nullable TlsSide tls) {
        this.loops = loops;
        this.shards = shards;
        this.tls = tls;
    }

    /**
     * Listens; returns the listening channel.
     *
     * @param tls what clients speak; null for plain TCP
     */
    static Channel open(
            ProxyOptions options,
            Loops loops,
            Function<EventLoop, Shard> shards,
            @Nullable TlsSide tls,
            LongAdder failedAccepts)
            throws IOException {
        String where = options.listen().toString();
        InetSocketAddress address =
                new InetSocketAddress(options.listen().host(), options.listen().port());
        if (address.isUnresolved()) {
            throw new BindException("cannot listen on " + where + ": unknown host");
        }
        ChannelFuture bound = loops.serverBootstrap()
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .handler(new AcceptFailures(loops, failure -> failedAccepts.increment()))
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, options.keepAlive())
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.AUTO_CLOSE, false)
                .childHandler(new Listener(loops, shards, tls))
                .bind(address)
                .awaitUninterruptibly();
        Throwable cause = bound.cause();
        if (cause != null) {
            BindException failure = new BindException("cannot listen on " + where + ": " + cause.getMessage());
            failure.initCause(cause);
            throw failure;
        }
        return bound.channel();
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        try {
            Shard shard = shards.apply(channel.eventLoop());
            if (!shard.hasRoom()) {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
                ChannelFuture unused = channel.close();
                return;
            }
            Relay unused = shard.accept(channel.remoteAddress(), relay -> {
                SocketLeg leg = new SocketLeg(channel, relay, Direction.UPSTREAM, loops);
                if (tls != null) {
                    return tls.accepted(channel, leg);
                }
                channel.pipeline().addLast(leg);
                return leg;
            });
        } catch (RuntimeException failure) {
            loops.failed(failure);
            ChannelFuture unused = channel.close();
        }
    }
}
