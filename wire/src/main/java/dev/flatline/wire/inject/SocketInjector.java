package dev.flatline.wire.inject;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;

/**
 * Gives the clients of one event loop their channels. A client that no fault hits has its own socket, with nothing between.
 * One that a fault hits has a channel without a socket instead, for as long as the fault lasts: its handler is taken from the
 * one pipeline and added to the other, and learns of that by {@link ChannelHandler#handlerAdded}. Such a channel is written to,
 * read from, connected and closed as any other; a close with {@code SO_LINGER} 0 means an RST.
 *
 * <p>The handler is the last of its pipeline, and may be added several times. Confined to the event loop.
 */
public interface SocketInjector {

    /**
     * A new channel of a client, registered with the event loop and not connected.
     *
     * @param handler the client's, which becomes the last of the channel's pipeline
     * @param opener makes the client's sockets: now, later or never
     * @throws io.netty.channel.ChannelException if the operating system has no socket to give
     */
    Channel open(int client, ChannelHandler handler, SocketOpener opener);

    /** A socket that an opener made has closed. */
    void closed(Channel socket);

    /** The fleet ends: sockets are kept no longer than their clients keep them. */
    void fleetEnds();
}
