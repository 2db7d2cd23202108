package dev.flatline.benchmarks.heartbeat;

import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.util.concurrent.TimeUnit;

/** A Netty event loop with its own queue of scheduled tasks whose clock jumps from one deadline to the next. */
final class VirtualLoop {

    private final MockTicker ticker = Ticker.newMockTicker();
    private final EmbeddedChannel channel =
            EmbeddedChannel.builder().ticker(ticker).build();

    EventLoop loop() {
        return channel.eventLoop();
    }

    long nanoTime() {
        return ticker.nanoTime();
    }

    /** Runs what is due up to an instant, each task at its own deadline, and leaves the clock there. */
    void runUntil(long untilNanos) {
        for (long next = runDue(); next >= 0 && next <= untilNanos - nanoTime(); next = runDue()) {
            advance(Math.max(1, next));
        }
        advance(untilNanos - nanoTime());
        runDue();
    }

    /** Nanoseconds to the next deadline, or -1. */
    private long runDue() {
        return channel.runScheduledPendingTasks();
    }

    private void advance(long nanos) {
        if (nanos > 0) {
            ticker.advance(nanos, TimeUnit.NANOSECONDS);
        }
    }
}
