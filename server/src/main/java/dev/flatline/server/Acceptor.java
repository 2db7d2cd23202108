package dev.flatline.server;

import dev.flatline.wire.AcceptFailures;
import dev.flatline.wire.Loops;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import java.util.IdentityHashMap;

/** Hands every accepted connection to the newest part of the server that lives on its event loop. */
final class Acceptor {

    private final IdentityHashMap<EventLoop, Integer> indices = new IdentityHashMap<>();
    private final Loops loops;
    private final Generations generations;
    private final ServerShared shared;

    Acceptor(Loops loops, Generations generations, ServerShared shared) {
        this.loops = loops;
        this.generations = generations;
        this.shared = shared;
        for (int index = 0; index < loops.size(); index++) {
            indices.put(loops.loop(index), index);
        }
    }

    ChannelHandler connections() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                Integer index = indices.get(channel.eventLoop());
                if (index == null) {
                    throw new IllegalStateException("a connection on an event loop that is not the server's");
                }
                try {
                    generations.newest(index).accept(channel);
                } catch (RuntimeException failure) {
                    loops.failed(failure);
                    ChannelFuture unused = channel.close();
                }
            }
        };
    }

    /** Cuts off floods, and counts what accept could not do. */
    ChannelHandler listener() {
        Turnstile turnstile = new Turnstile(
                () -> generations.newest(0).terms.options().admission(), shared.admission(), shared.counters());
        AcceptFailures failures = new AcceptFailures(
                loops, failure -> shared.counters().failedAccepts.increment());
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel listener) {
                listener.pipeline().addLast(turnstile, failures);
            }
        };
    }
}
