package dev.flatline.benchmarks.server;

import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * The timers of Netty's {@code IdleStateHandler} without its sockets: a scheduled task a connection, set again when it runs,
 * each at an instant of its own as connections come at instants of their own.
 */
final class StockTimers implements Subject {

    private final Loops loops = Loops.open("server", 1, TransportKind.AUTO);
    private final EventLoop loop = loops.loop(0);
    private final long pingNanos;
    private final LongAdder fired = new LongAdder();

    StockTimers(long pingNanos) {
        this.pingNanos = pingNanos;
    }

    @Override
    public int start() {
        loops.run(0, () -> {
                    for (int i = 0; i < PretendedArrivals.COUNT; i++) {
                        new IdleTask().arm(pingNanos * i / PretendedArrivals.COUNT);
                    }
                })
                .join();
        return 0;
    }

    @Override
    public int open() {
        return PretendedArrivals.COUNT;
    }

    @Override
    public long fired() {
        return fired.sum();
    }

    @Override
    public long loopCpuNanos() {
        return ThreadTime.of(loops);
    }

    private final class IdleTask implements Runnable {

        void arm(long delayNanos) {
            var unused = loop.schedule(this, delayNanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public void run() {
            fired.increment();
            arm(pingNanos);
        }
    }
}
