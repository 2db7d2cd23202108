package dev.flatline.chaos;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.fault.Direction;
import dev.flatline.wire.Loops;
import dev.flatline.wire.NetworkFailure;
import dev.flatline.wire.OutgoingSockets;
import dev.flatline.wire.SourceAddresses;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Dials the upstream over TCP, on one event loop, from the {@link SourceAddresses} of as many clients as the proxy has: it
 * meets the same limit of one address as a fleet does.
 */
final class UpstreamDialer implements Dialer {

    private final Loops loops;
    private final int index;
    private final Upstream upstream;
    private final int limitMillis;
    private final boolean keepAlive;
    private final OutgoingSockets sockets;
    private final @Nullable SourceAddresses sources;
    private final @Nullable TlsSide tls;
    private final LongAdder resourceFailures;
    private int strangers;

    /**
     * Creates a dialer.
     *
     * @param tls what the upstream speaks; null for plain TCP
     * @param resourceFailures counts the dials that this machine could not do
     */
    UpstreamDialer(
            Loops loops,
            int index,
            Upstream upstream,
            ProxyOptions options,
            @Nullable TlsSide tls,
            LongAdder resourceFailures) {
        this.loops = loops;
        this.index = index;
        this.upstream = upstream;
        this.limitMillis = Math.toIntExact(options.limits().dialLimit().toMillis());
        this.keepAlive = options.keepAlive();
        this.sockets = new OutgoingSockets(loops);
        InetAddress address = upstream.address().getAddress();
        this.sources = address == null ? null : SourceAddresses.of(options.clients(), address);
        this.tls = tls;
        this.resourceFailures = resourceFailures;
    }

    @Override
    public Leg dial(Relay relay) {
        InetSocketAddress address = upstream.address();
        if (address.isUnresolved()) {
            loops.execute(index, () -> failed(relay, new UnknownHostException(address.getHostString())));
            return NoLeg.INSTANCE;
        }
        InetSocketAddress source = sourceOf(relay.facts().client());
        SocketChannel channel;
        try {
            channel = sockets.open(source);
        } catch (ChannelException failure) {
            loops.execute(index, () -> failed(relay, failure));
            return NoLeg.INSTANCE;
        }
        ChannelConfig config = channel.config();
        config.setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        config.setOption(ChannelOption.AUTO_CLOSE, false);
        config.setOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, limitMillis);
        config.setOption(ChannelOption.SO_KEEPALIVE, keepAlive);
        Leg leg = leg(relay, channel);
        ChannelFuture unusedRegistered = loops.loop(index).register(channel);
        ChannelFuture unused = channel.connect(address, source).addListener(done -> {
            Throwable failure = done.cause();
            loops.attempt(() -> {
                if (failure != null) {
                    failed(relay, failure);
                } else if (metItself(channel)) {
                    relay.unreachable();
                } else if (tls == null) {
                    relay.connected();
                }
            });
        });
        return leg;
    }

    /** With TLS, the upstream has accepted when the handshake is over. */
    private Leg leg(Relay relay, SocketChannel channel) {
        SocketLeg leg = new SocketLeg(channel, relay, Direction.DOWNSTREAM, loops);
        if (tls == null) {
            channel.pipeline().addLast(leg);
            return leg;
        }
        return tls.dialled(channel, leg, new TlsLeg.Outcome() {
            @Override
            public void secured() {
                relay.connected();
            }

            @Override
            public void failed(Throwable cause) {
                UpstreamDialer.this.failed(relay, cause);
            }
        });
    }

    private void failed(Relay relay, Throwable failure) {
        if (NetworkFailure.causeOf(failure) == CloseCause.NO_RESOURCES) {
            resourceFailures.increment();
        } else {
            upstream.failed(loops::failed);
        }
        relay.unreachable();
    }

    private @Nullable InetSocketAddress sourceOf(int client) {
        if (sources == null) {
            return null;
        }
        return sources.of(client >= 0 ? client : strangers++ & Integer.MAX_VALUE);
    }

    /** A socket whose port was free may meet itself when nobody listens there (RFC 9293, simultaneous open). */
    private static boolean metItself(Channel channel) {
        InetSocketAddress local = (InetSocketAddress) channel.localAddress();
        return local != null && local.equals(channel.remoteAddress());
    }
}
