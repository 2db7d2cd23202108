package dev.flatline.benchmarks.heartbeat;

import dev.flatline.core.heartbeat.DetectorKind;
import dev.flatline.core.heartbeat.ExpiryDetector;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.Phases;
import dev.flatline.wire.WheelTimers;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** One structure under test and the clock it runs on, in virtual time from zero. */
final class Subject {

    /** Netty's {@code IdleStateHandler}, by the name of its column. */
    static final String NETTY_IDLE = "netty-idle";
    /** Agrona's timer wheel, by the name of its column. */
    static final String AGRONA_WHEEL = "agrona-wheel";

    static final long SCAN_NANOS = TimeUnit.SECONDS.toNanos(1);
    static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final Phases PHASES = new Phases(HeartbeatRule.NEVER, TIMEOUT_NANOS, SCAN_NANOS);

    final ExpiryDetector detector;
    private final VirtualLoop loop = new VirtualLoop();
    private final LongSupplier clock;
    private final boolean hasAlarms;
    private long now;

    Subject(String name, int capacity) {
        this.clock = loop::nanoTime;
        hasAlarms = name.equals(DetectorKind.CONNECTION_TIMER.key());
        now = clock.getAsLong();
        detector = switch (name) {
            case NETTY_IDLE -> new NettyIdle(loop, TIMEOUT_NANOS, capacity);
            case AGRONA_WHEEL -> new AgronaWheel(TIMEOUT_NANOS, capacity);
            default ->
                DetectorKind.of(name)
                        .create(
                                PHASES,
                                WheelTimers.on(loop.loop(), failure -> {
                                    throw new AssertionError(failure);
                                }),
                                now,
                                capacity);
        };
    }

    long now() {
        return now;
    }

    /** Lets time pass; alarms of the detector run at their deadlines. */
    void advance(long nanos) {
        now += nanos;
        if (hasAlarms) {
            loop.runUntil(now);
        }
    }

    void sweep(ExpiryDetector.Silence silence) {
        detector.sweep(now, silence);
    }
}
