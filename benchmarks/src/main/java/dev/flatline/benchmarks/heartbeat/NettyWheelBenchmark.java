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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A touch and a replacement for Netty's {@code HashedWheelTimer}, whose own thread does the rest; both threads' time counts. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g"})
@Warmup(iterations = 2, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
public class NettyWheelBenchmark {

    @Param({"1000", "1000000"})
    private int connections;

    private NettyWheel wheel = new NettyWheel(0);

    /** Fills the structure. */
    @Setup
    public void fill() {
        wheel.stop();
        wheel = new NettyWheel(connections);
    }

    /** Ends the wheel's thread. */
    @TearDown
    public void stop() {
        wheel.stop();
    }

    /** Many touches, so that the harness weighs nothing. */
    @Benchmark
    @OperationsPerInvocation(1000)
    public void touch() {
        wheel.touch(1000);
    }

    /** Many replacements, so that the harness weighs nothing. */
    @Benchmark
    @OperationsPerInvocation(100)
    public void replace() {
        wheel.replace(100);
    }
}
