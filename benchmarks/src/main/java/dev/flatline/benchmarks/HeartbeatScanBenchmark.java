package dev.flatline.benchmarks;

import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.ArraySweepDetector;
import dev.flatline.core.heartbeat.ExpiryDetector;
import dev.flatline.core.heartbeat.HeartbeatRule;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One heartbeat scan over every connection: a map of connection objects against core's {@link ArraySweepDetector}.
 *
 * <p>Both report the connections that were silent for longer than the timeout and remove none, so that every scan meets
 * the same state. The objects lie in memory in the order of their creation and in the map in that of their hashes, as on a
 * server that accepted its connections one after the other.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class HeartbeatScanBenchmark {

    private static final long SEED = 42;
    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(6);
    private static final long ORIGIN_NANOS = Long.MAX_VALUE - TIMEOUT_NANOS;
    private static final long NOW_NANOS = ORIGIN_NANOS + 2 * TIMEOUT_NANOS;

    @Param({"10000", "1000000"})
    private int connections;

    @Param({"0", "1"})
    private int expiredPercent;

    private final ConcurrentHashMap<Long, Connection> byId = new ConcurrentHashMap<>();
    private final ExpiryDetector detector =
            new ArraySweepDetector(new HeartbeatRule(Activity.ANY_BYTES, 0, TIMEOUT_NANOS, 0), ORIGIN_NANOS, 1);
    private final ExpiredSum expired = new ExpiredSum();

    /** For JMH, which sets the parameters itself. */
    public HeartbeatScanBenchmark() {}

    HeartbeatScanBenchmark(int connections, int expiredPercent) {
        this.connections = connections;
        this.expiredPercent = expiredPercent;
    }

    /** Fills both structures with the same times, all of them within the timeout but for the share that has expired. */
    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < connections; i++) {
            boolean silent = random.nextInt(100) < expiredPercent;
            long lastSeenNanos = NOW_NANOS - (silent ? TIMEOUT_NANOS : random.nextLong(TIMEOUT_NANOS));
            int slot = detector.add(lastSeenNanos);
            byId.put(random.nextLong(), new Connection(slot, lastSeenNanos));
        }
    }

    /** The usual server: iterate over the map, follow each pointer, read the volatile field. */
    @Benchmark
    public long map() {
        expired.sum = 0;
        for (Connection connection : byId.values()) {
            if (NOW_NANOS - connection.lastSeenNanos >= TIMEOUT_NANOS) {
                expired.expired(connection.slot);
            }
        }
        return expired.sum;
    }

    /** The server of this project: one slot a connection, read in order. */
    @Benchmark
    public long array() {
        expired.sum = 0;
        detector.sweep(NOW_NANOS, expired);
        return expired.sum;
    }

    private static final class Connection {
        private final int slot;
        private volatile long lastSeenNanos;

        Connection(int slot, long lastSeenNanos) {
            this.slot = slot;
            this.lastSeenNanos = lastSeenNanos;
        }
    }

    private static final class ExpiredSum implements ExpiryDetector.Silence {
        private long sum;

        @Override
        public void quiet(int slot) {
            throw new AssertionError("the rule of this benchmark does not ping");
        }

        @Override
        public void expired(int slot) {
            sum += slot + 1;
        }
    }
}
