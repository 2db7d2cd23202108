package dev.flatline.benchmarks.heartbeat;

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
 * One sweep, with a share of the connections expired. They stay, and are reported by every sweep; the clock stands still, so
 * that every sweep meets the same state.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g"})
@Warmup(iterations = 2, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
public class SweepBenchmark {

    @Param({"map-sweep", "array-sweep", "connection-timer", "lazy-wheel", "deadline-list", "netty-idle", "agrona-wheel"
    })
    private String detector = "";

    @Param({"1000", "1000000"})
    private int connections;

    @Param({"0", "1", "100"})
    private int expiredPercent;

    private Fleet fleet = new Fleet("array-sweep", 1);

    /** For JMH, which sets the parameters itself. */
    public SweepBenchmark() {}

    SweepBenchmark(String detector, int connections, int expiredPercent) {
        this.detector = detector;
        this.connections = connections;
        this.expiredPercent = expiredPercent;
    }

    /** Fills the structure, and sweeps once: a lazy structure moves what has been heard since it was armed. */
    @Setup
    public void fill() {
        fleet = new Fleet(detector, connections);
        fleet.passTimeout(expiredPercent);
        sweep();
    }

    /** The sweep; its result is for JMH to consume. */
    @Benchmark
    public long sweep() {
        fleet.subject.sweep(fleet.reports);
        return fleet.reports.sum();
    }

    /** How many connections one sweep reports. */
    long reported() {
        long before = fleet.reports.count();
        sweep();
        return fleet.reports.count() - before;
    }
}
