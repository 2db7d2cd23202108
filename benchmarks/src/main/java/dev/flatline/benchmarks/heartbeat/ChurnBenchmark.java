package dev.flatline.benchmarks.heartbeat;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A random connection leaves and another comes, at a constant number of connections. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g"})
@Warmup(iterations = 2, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
public class ChurnBenchmark {

    private static final long LIFE_NANOS = TimeUnit.SECONDS.toNanos(25);

    @Param({"map-sweep", "array-sweep", "connection-timer", "lazy-wheel", "deadline-list", "netty-idle", "agrona-wheel"
    })
    private String detector = "";

    @Param({"1000", "1000000"})
    private int connections;

    private Fleet fleet = new Fleet("array-sweep", 1);

    /** Fills the structure. */
    @Setup
    public void fill() {
        fleet = new Fleet(detector, connections);
        fleet.passTimeout(0);
    }

    /** Many replacements, so that the harness weighs nothing. Each is gone after 25 s, so nothing expires. */
    @Benchmark
    @OperationsPerInvocation(100)
    public void replace() {
        fleet.replace(100, LIFE_NANOS);
    }
}
