package dev.flatline.benchmarks.heartbeat;

import java.util.Arrays;
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
 * The floor of a sweep over an array: compare one half with the other, which the JVM does with its widest loads.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g"})
@Warmup(iterations = 2, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
public class PlainReadBenchmark {

    @Param({"1000", "1000000"})
    private int connections;

    private long[] half = {};
    private long[] otherHalf = {};

    /** Fills the memory of one array of the size, in two halves that are equal. */
    @Setup
    public void fill() {
        half = new long[connections / 2];
        Arrays.setAll(half, i -> i);
        otherHalf = half.clone();
    }

    /** One read of all of it, in vectors: C2 of JDK 17 makes no vector code of a sum. */
    @Benchmark
    public int read() {
        return Arrays.mismatch(half, otherHalf);
    }
}
