package dev.flatline.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class HeartbeatScanBenchmarkTest {

    @Test
    void bothStructuresFindTheSameConnections() {
        HeartbeatScanBenchmark benchmark = new HeartbeatScanBenchmark(10_000, 1);
        benchmark.fill();

        long found = benchmark.array();

        assertTrue(found > 0);
        assertEquals(found, benchmark.map());
        assertEquals(found, benchmark.array(), "a second scan meets the same state");
    }

    @Test
    void nothingIsFoundWhenNothingHasExpired() {
        HeartbeatScanBenchmark benchmark = new HeartbeatScanBenchmark(10_000, 0);
        benchmark.fill();

        assertEquals(0, benchmark.array());
        assertEquals(0, benchmark.map());
    }
}
