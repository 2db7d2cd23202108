package dev.flatline.server;

import dev.flatline.wire.AcceptFailures;
import dev.flatline.wire.Loops;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import java.util.IdentityHashMap;
import java.util.List;

/** Hands every accepted connection to the part of the server that lives on its event loop. */
final class Acceptor {

    private final IdentityHashMap<EventLoop, ServerLoop> parts = new IdentityHashMap<>();
    private final Loops loops;
    private final ServerCounters counters;

    Acceptor(Loops loops, List<ServerLoop> parts, ServerCounters counters) {
        this.loops = loops;
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
                try {
                    part.accept(channel);
                } catch (RuntimeException failure) {
                    loops.failed(failure);
                    ChannelFuture unused = channel.close();
                }
            }
        };
    }

    /** Counts what accept could not do. */
    ChannelHandler failures() {
        return new AcceptFailures(loops, failure -> counters.failedAccepts.increment());
    }
}
