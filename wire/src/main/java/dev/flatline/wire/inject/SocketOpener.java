package dev.flatline.wire.inject;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Makes the sockets of one client. Confined to its event loop. */
public interface SocketOpener {

    /** Where the client connects from; null if the kernel says. */
    @Nullable InetSocketAddress source();

    /** Whether its sockets speak TLS: a client that is accepted waits for {@code SslHandshakeCompletionEvent} then. */
    boolean isSecure();

    /**
     * A new socket, registered with the event loop and not connected.
     *
     * @param handler becomes the last of its pipeline
     * @throws io.netty.channel.ChannelException if the operating system has none to give
     */
    Channel open(ChannelHandler handler);

    /** Connects a channel to the client's target. */
    ChannelFuture connect(Channel channel);
}
