package dev.flatline.benchmarks.fleet;

import dev.flatline.core.seed.Seeds;
import dev.flatline.wire.Loops;
import dev.flatline.wire.SourceAddresses;
import dev.flatline.wire.TransportKind;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Netty's stock stack as a fleet, as its own examples put it together: a bootstrap, HTTP codec, aggregator, WebSocket protocol
 * handler and a frame handler, with a scheduled task a client for its pings. It spreads over source addresses as ours does.
 */
final class StockFleet implements Subject {

    private static final int MAX_HEAD_BYTES = 8192;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Loops loops = Loops.open("fleet", 1, TransportKind.AUTO);
    private final ChannelGroup channels = new DefaultChannelGroup(loops.loop(0));
    private final Tally tally = new Tally();
    private final RandomGenerator random = new Seeds(1).generator("phases", 0);
    private final FleetOptions options;
    private final InetSocketAddress server;
    private final WebSocketClientProtocolConfig config;
    private final Bootstrap bootstrap;

    StockFleet(FleetOptions options) {
        this.options = options;
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port());
        config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri("ws://127.0.0.1:" + options.port() + "/")
                .dropPongFrames(false)
                .build();
        bootstrap = new Bootstrap()
                .group(loops.loop(0))
                .channel(loops.channel())
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new Pipeline());
        if (loops.kind() == TransportKind.EPOLL) {
            bootstrap.option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
        }
    }

    @Override
    public void open(int clients) throws IOException {
        tally.expect(clients);
        SourceAddresses sources = SourceAddresses.of(clients, server.getAddress());
        long begun = loops.timers(0).nanoTime();
        loops.execute(0, () -> startDue(0, clients, begun, sources));
        tally.awaitOpen();
    }

    /** Starts all that are due, and comes back for the next: open model, as ours. */
    private void startDue(int first, int clients, long begun, SourceAddresses sources) {
        int next = first;
        long until = 0;
        while (next < clients && until <= 0) {
            connect(sources.of(next++));
            long due = begun + (long) (next * NANOS_PER_SECOND / options.perSecond());
            until = due - loops.timers(0).nanoTime();
        }
        if (next < clients) {
            int from = next;
            var unused = loops.timers(0).after(until, () -> startDue(from, clients, begun, sources));
        }
    }

    private void connect(@Nullable InetSocketAddress source) {
        ChannelFuture connected = source == null ? bootstrap.connect(server) : bootstrap.connect(server, source);
        channels.add(connected.channel());
        connected.addListener(done -> {
            if (!done.isSuccess()) {
                tally.failed();
            }
        });
    }

    @Override
    public void end() throws IOException {
        for (Channel channel : channels) {
            channel.pipeline().get(StockClient.class).ending();
        }
        if (!channels.close().awaitUninterruptibly(5, TimeUnit.SECONDS)) {
            throw new IOException("clients did not end");
        }
        tally.ended();
    }

    @Override
    public Tally tally() {
        return tally;
    }

    private final class Pipeline extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            ChannelPipeline pipeline = channel.pipeline();
            pipeline.addLast(new HttpClientCodec());
            pipeline.addLast(new HttpObjectAggregator(MAX_HEAD_BYTES));
            pipeline.addLast(new WebSocketClientProtocolHandler(config));
            pipeline.addLast(new StockClient(options.pingNanos(), random.nextLong(options.pingNanos()), tally));
        }
    }
}
