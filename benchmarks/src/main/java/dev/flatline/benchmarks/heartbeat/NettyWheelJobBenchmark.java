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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The whole job for Netty's {@code HashedWheelTimer}. It has a thread and a clock of its own, so it runs in real time a hundred
 * times as fast: a second of the job is 10 ms, and its cost is the processor time of both threads.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g"})
@Warmup(iterations = 2, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
public class NettyWheelJobBenchmark {

    @Param({"1000", "10000", "100000", "1000000"})
    private int connections;

    private NettyWheel wheel = new NettyWheel(0);

    /** Fills the structure and runs the job until every connection has been looked at once. */
    @Setup
    public void fill() {
        wheel.stop();
        wheel = new NettyWheel(connections);
        for (int second = 0; second < 70; second++) {
            second();
        }
    }

    /** Ends the wheel's thread. */
    @TearDown
    public void stop() {
        wheel.stop();
    }

    /** A second's messages, then the wait for the next second. */
    @Benchmark
    public long second() {
        wheel.touch(connections / 25);
        wheel.awaitNextSecond();
        return wheel.expired();
    }
}
