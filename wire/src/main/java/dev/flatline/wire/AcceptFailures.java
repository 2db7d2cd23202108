package dev.flatline.wire;

import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * On a listener: tells why accept failed, and pauses accepting for a second. That pause is what Netty's own handler
 * behind this one does, but that one would also log the stack trace.
 */
public final class AcceptFailures extends ChannelInboundHandlerAdapter {

    private static final long PAUSE_SECONDS = 1;

    private final Loops loops;
    private final Consumer<IOException> onRefused;

    /**
     * Creates the handler.
     *
     * @param onRefused told, on the listener's loop, that the operating system would not give a connection
     */
    public AcceptFailures(Loops loops, Consumer<IOException> onRefused) {
        this.loops = loops;
        this.onRefused = onRefused;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException refused) {
            onRefused.accept(refused);
        } else {
            loops.failed(cause);
        }
        ChannelConfig config = ctx.channel().config();
        if (config.isAutoRead()) {
            config.setAutoRead(false);
            var unused =
                    ctx.channel().eventLoop().schedule(() -> config.setAutoRead(true), PAUSE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
