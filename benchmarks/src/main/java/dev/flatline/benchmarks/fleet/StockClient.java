package dev.flatline.benchmarks.fleet;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One client of the stock fleet: it pings from a random phase on, and ends the connection when pings were not answered. */
final class StockClient extends SimpleChannelInboundHandler<WebSocketFrame> {

    private final long pingNanos;
    private final long phaseNanos;
    private final Tally tally;
    private int unanswered;
    private volatile boolean ending;
    private @Nullable Future<?> pings;

    /** Creates a client whose pings of this interval begin after a part of it. */
    StockClient(long pingNanos, long phaseNanos, Tally tally) {
        this.pingNanos = pingNanos;
        this.phaseNanos = phaseNanos;
        this.tally = tally;
    }

    /** What comes now is no failure. */
    void ending() {
        ending = true;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            pings = ctx.executor().scheduleAtFixedRate(() -> ping(ctx), phaseNanos, pingNanos, TimeUnit.NANOSECONDS);
            tally.opened();
        }
    }

    private void ping(ChannelHandlerContext ctx) {
        if (unanswered++ == FleetOptions.PATIENCE) {
            ChannelFuture unused = ctx.close();
            return;
        }
        ChannelFuture unused = ctx.writeAndFlush(new PingWebSocketFrame(Unpooled.EMPTY_BUFFER));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (frame instanceof PongWebSocketFrame) {
            unanswered = 0;
            tally.answered();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (pings != null) {
            pings.cancel(false);
        }
        if (!ending) {
            tally.failed();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ChannelFuture unused = ctx.close();
    }
}
