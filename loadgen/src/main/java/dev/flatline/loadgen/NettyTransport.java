package dev.flatline.loadgen;

import dev.flatline.core.connection.Transport;
import dev.flatline.wire.inject.SocketOpener;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** The sockets of one client on a Netty event loop, one at a time. Confined to the loop. */
final class NettyTransport implements Transport, SocketOpener {

    private final ClientLoop loop;
    private final Route route;
    private final int client;
    private @Nullable ClientSocket socket;

    /**
     * Creates a transport without a socket.
     *
     * @param route where it connects to, and how
     * @param client the identity it gives to the server
     */
    NettyTransport(ClientLoop loop, Route route, int client) {
        this.loop = loop;
        this.route = route;
        this.client = client;
    }

    @Override
    public boolean isSecure() {
        return route.tls() != null;
    }

    /** The attempt begins in a task of its own, because even its failure must not call back from inside this call. */
    @Override
    public void connect(Listener listener) {
        abort();
        ClientSocket fresh = new ClientSocket(loop, route, client, listener);
        socket = fresh;
        loop.execute(() -> fresh.connect(this));
    }

    @Override
    public @Nullable InetSocketAddress source() {
        return route.sources().of(client);
    }

    @Override
    public Channel open(ChannelHandler handler) {
        return loop.newSocket(client, handler, route.tls(), source());
    }

    @Override
    public ChannelFuture connect(Channel channel) {
        return channel.connect(route.remote(), source());
    }

    @Override
    public void sendText(byte[] utf8) {
        if (socket != null) {
            socket.sendText(utf8);
        }
    }

    @Override
    public void ping(long payload) {
        if (socket != null) {
            socket.ping(payload);
        }
    }

    @Override
    public void close(int code, String reason) {
        if (socket != null) {
            socket.close(code, reason);
            socket = null;
        }
    }

    @Override
    public void abort() {
        if (socket != null) {
            socket.abort();
            socket = null;
        }
    }
}
