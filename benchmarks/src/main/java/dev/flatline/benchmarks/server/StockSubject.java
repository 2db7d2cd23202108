package dev.flatline.benchmarks.server;

import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Netty's stock stack as an echo server, as its own examples put it together: HTTP codec, aggregator, WebSocket protocol
 * handler and a frame handler, with an {@code IdleStateHandler} for heartbeats. Replies of one read leave in one flush,
 * which is the best use of it.
 */
final class StockSubject implements Subject {

    private static final int MAX_HEAD_BYTES = 8192;

    private final Loops loops = Loops.open("server", 1, TransportKind.AUTO);
    private final AtomicInteger open = new AtomicInteger();
    private final long pingNanos;

    /**
     * Creates the server.
     *
     * @param pingNanos quiet for that long is pinged; 0 for no heartbeats
     */
    StockSubject(long pingNanos) {
        this.pingNanos = pingNanos;
    }

    @Override
    public int start() throws IOException {
        ChannelFuture bound = loops.serverBootstrap()
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, NetUtil.SOMAXCONN)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new Pipeline())
                .bind("127.0.0.1", 0)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("the stock server cannot listen", bound.cause());
        }
        return ((InetSocketAddress) bound.channel().localAddress()).getPort();
    }

    @Override
    public int open() {
        return open.get();
    }

    @Override
    public long loopCpuNanos() {
        return ThreadTime.of(loops);
    }

    private final class Pipeline extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            ChannelPipeline pipeline = channel.pipeline();
            pipeline.addLast(new HttpServerCodec());
            pipeline.addLast(new HttpObjectAggregator(MAX_HEAD_BYTES));
            pipeline.addLast(new WebSocketServerProtocolHandler("/"));
            if (pingNanos > 0) {
                pipeline.addLast(new IdleStateHandler(pingNanos, 0, 0, TimeUnit.NANOSECONDS));
            }
            pipeline.addLast(new Echo());
        }
    }

    private final class Echo extends SimpleChannelInboundHandler<WebSocketFrame> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
            ChannelFuture unused = ctx.write(frame.retain());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            ctx.flush();
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete) {
                open.incrementAndGet();
                ctx.channel().closeFuture().addListener(closed -> open.decrementAndGet());
            } else if (event instanceof IdleStateEvent) {
                ChannelFuture unused = ctx.writeAndFlush(new PingWebSocketFrame(Unpooled.EMPTY_BUFFER));
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ChannelFuture unused = ctx.close();
        }
    }
}
