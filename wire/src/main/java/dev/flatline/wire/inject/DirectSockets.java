package dev.flatline.wire.inject;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;

/** Nothing stands between a client and its socket. */
enum DirectSockets implements SocketInjector {
    INSTANCE;

    @Override
    public Channel open(int client, ChannelHandler handler, SocketOpener opener) {
        return opener.open(handler);
    }

    @Override
    public void closed(Channel socket) {}

    @Override
    public void fleetEnds() {}
}
