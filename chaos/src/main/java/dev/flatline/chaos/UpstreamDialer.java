package dev.flatline.chaos;

import dev.flatline.core.fault.Direction;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DuplexChannel;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Dials the upstream over TCP, on one event loop. */
final class UpstreamDialer implements Dialer {

    private final Bootstrap bootstrap;
    private final InetSocketAddress upstream;

    /**
     * Creates a dialer.
     *
     * @param template knows the kind of channel
     * @param upstream already looked up
     */
    UpstreamDialer(Bootstrap template, EventLoop loop, InetSocketAddress upstream, Duration limit) {
        this.upstream = upstream;
        this.bootstrap = template.clone(loop)
                .disableResolver()
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.AUTO_CLOSE, false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(limit.toMillis()))
                .handler(new Bare());
    }

    @Override
    public Leg dial(Relay relay) {
        ChannelFuture attempt = bootstrap.connect(upstream);
        SocketLeg leg = new SocketLeg((DuplexChannel) attempt.channel(), relay, Direction.DOWNSTREAM);
        attempt.channel().pipeline().addLast(leg);
        attempt.addListener(outcome -> {
            if (outcome.isSuccess()) {
                relay.connected();
            } else {
                relay.unreachable();
            }
        });
        return leg;
    }

    /** A bootstrap wants a handler; the leg, which knows its channel, is added behind it. */
    private static final class Bare extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {}
    }
}
