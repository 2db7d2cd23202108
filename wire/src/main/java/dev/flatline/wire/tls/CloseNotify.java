package dev.flatline.wire.tls;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/** How a connection says that nothing more will come: with TLS, its own word for that comes before TCP's. */
public final class CloseNotify {

    private CloseNotify() {}

    /** Says close_notify if the channel speaks TLS, and then FIN, behind what was flushed; the future is that of the FIN. */
    public static ChannelFuture thenFin(DuplexChannel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            return channel.shutdownOutput();
        }
        ChannelPromise finSaid = channel.newPromise();
        ChannelFuture unused = tls.closeOutbound().addListener(said -> {
            ChannelFuture unusedFin = channel.shutdownOutput(finSaid);
        });
        return finSaid;
    }
}
