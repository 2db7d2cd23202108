package dev.flatline.server;

import dev.flatline.wire.Loops;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import java.util.IdentityHashMap;
import java.util.List;

/** Hands every accepted connection to the part of the server that lives on its event loop. */
final class Acceptor {

    private final IdentityHashMap<EventLoop, ServerLoop> parts = new IdentityHashMap<>();
    private final ServerCounters counters;

    Acceptor(Loops loops, List<ServerLoop> parts, ServerCounters counters) {
        this.counters = counters;
        for (int index = 0; index < parts.size(); index++) {
            this.parts.put(loops.loop(index), parts.get(index));
        }
    }

    ChannelHandler connections() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                ServerLoop part = parts.get(channel.eventLoop());
                if (part == null) {
                    throw new IllegalStateException("a connection on an event loop that is not the server's");
                }
                part.accept(channel);
            }
        };
    }

    /** Counts what accept could not do; Netty's own handler behind this one then pauses accepting for a second. */
    ChannelHandler failures() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                counters.failedAccepts.increment();
                ctx.fireExceptionCaught(cause);
            }
        };
    }
}
