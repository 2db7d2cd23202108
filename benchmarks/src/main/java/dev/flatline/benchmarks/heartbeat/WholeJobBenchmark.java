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
 * One second of the whole job: every connection gives one sign of life in 25 s, nobody dies, and a sweep looks for those
 * that were silent for 60 s. Time is virtual, so the time of an operation is what the job costs in a second.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g"})
@Warmup(iterations = 2, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
public class WholeJobBenchmark {

    @Param({"map-sweep", "array-sweep", "connection-timer", "lazy-wheel", "deadline-list", "netty-idle", "agrona-wheel"
    })
    private String detector = "";

    @Param({"1000", "10000", "100000", "1000000"})
    private int connections;

    private static final int SECONDS_BETWEEN_TOUCHES = 25;

    private Fleet fleet = new Fleet("array-sweep", 1);

    /** For JMH, which sets the parameters itself. */
    public WholeJobBenchmark() {}

    WholeJobBenchmark(String detector, int connections) {
        this.detector = detector;
        this.connections = connections;
    }

    /** Fills the structure and runs the job until every connection has been looked at once. */
    @Setup
    public void fill() {
        fleet = new Fleet(detector, connections);
        for (int second = 0; second < 70; second++) {
            second();
        }
    }

    /** The second's messages, then the sweep. */
    @Benchmark
    public long second() {
        fleet.pass(Subject.SCAN_NANOS, connections / SECONDS_BETWEEN_TOUCHES);
        fleet.subject.sweep(fleet.reports);
        return fleet.reports.count();
    }
}
