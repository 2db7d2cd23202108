package dev.flatline.wire;

import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelOption;
import io.netty.channel.ReflectiveChannelFactory;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Sockets for very many connections to one destination, from {@link SourceAddresses}. May be used from any thread. */
public final class OutgoingSockets {

    private final ChannelFactory<SocketChannel> factory;
    private final boolean bindsLate;

    /** Creates sockets of the loops' transport. */
    public OutgoingSockets(Loops loops) {
        this.factory = new ReflectiveChannelFactory<>(loops.channel());
        this.bindsLate = bindsLate(loops.kind());
    }

    /**
     * Whether the port of a socket with a source is chosen when it connects (IP_BIND_ADDRESS_NO_PORT). Otherwise it is chosen
     * before its destination is known, so that no port of a source serves two destinations at once.
     */
    public static boolean bindsLate(TransportKind kind) {
        return kind == TransportKind.EPOLL;
    }

    /**
     * A new socket, which is not registered with an event loop. With epoll its port is chosen when it connects, so that
     * one port may serve several sources.
     *
     * @param source what it will be bound to; null leaves that to the kernel
     * @throws io.netty.channel.ChannelException if the operating system has none to give
     */
    public SocketChannel open(@Nullable InetSocketAddress source) {
        SocketChannel channel = factory.newChannel();
        ChannelConfig config = channel.config();
        config.setOption(ChannelOption.TCP_NODELAY, true);
        if (bindsLate || source == null) {
            // A server that restarts can take its port back even while one of our sockets has it as its source.
            config.setOption(ChannelOption.SO_REUSEADDR, true);
        }
        if (bindsLate && source != null) {
            config.setOption(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
        }
        return channel;
    }
}
