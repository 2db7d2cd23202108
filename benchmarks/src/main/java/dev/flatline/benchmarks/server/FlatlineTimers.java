package dev.flatline.benchmarks.server;

import dev.flatline.core.heartbeat.DetectorKind;
import dev.flatline.core.heartbeat.HeartbeatMonitor;
import dev.flatline.core.seed.Seeds;
import dev.flatline.core.time.Timers;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import java.util.concurrent.atomic.LongAdder;

/** The heartbeats of the server without its sockets: every ping that is due is answered at once. */
final class FlatlineTimers implements Subject, HeartbeatMonitor.Verdict {

    private final Loops loops = Loops.open("server", 1, TransportKind.AUTO);
    private final HeartbeatMonitor monitor;
    private final PretendedArrivals arrivals;
    private final LongAdder fired = new LongAdder();

    FlatlineTimers(long pingNanos) {
        Timers timers = loops.timers(0);
        monitor = new HeartbeatMonitor(
                FlatlineSubject.rule(pingNanos),
                DetectorKind.DEFAULT,
                timers,
                timers.nanoTime(),
                new Seeds(1).generator("phases", 0),
                this);
        arrivals = new PretendedArrivals(timers, pingNanos, monitor::add);
    }

    @Override
    public int start() {
        loops.run(0, () -> {
                    monitor.start();
                    arrivals.start();
                })
                .join();
        return 0;
    }

    @Override
    public void ping(int slot, long number) {
        fired.increment();
        monitor.pong(slot, number);
    }

    @Override
    public void expired(int slot) {
        throw new IllegalStateException("a connection expired although it answers");
    }

    @Override
    public int open() {
        return arrivals.arrived();
    }

    @Override
    public long fired() {
        return fired.sum();
    }

    @Override
    public long loopCpuNanos() {
        return ThreadTime.of(loops);
    }
}
