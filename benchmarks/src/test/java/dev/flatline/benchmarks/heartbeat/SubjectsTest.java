package dev.flatline.benchmarks.heartbeat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All subjects do the same work, or their times could not be compared. */
final class SubjectsTest {

    @ParameterizedTest
    @CsvSource({
        "map-sweep, 0",
        "array-sweep, 0",
        "connection-timer, 0",
        "lazy-wheel, 0",
        "deadline-list, 0",
        "netty-idle, 0",
        "agrona-wheel, 0",
        "map-sweep, 1",
        "array-sweep, 1",
        "connection-timer, 1",
        "lazy-wheel, 1",
        "deadline-list, 1",
        "netty-idle, 1",
        "agrona-wheel, 1",
        "map-sweep, 100",
        "array-sweep, 100",
        "connection-timer, 100",
        "lazy-wheel, 100",
        "deadline-list, 100",
        "netty-idle, 100",
        "agrona-wheel, 100"
    })
    void everySweepReportsTheShareThatExpired(String detector, int expiredPercent) {
        SweepBenchmark benchmark = new SweepBenchmark(detector, 10_000, expiredPercent);
        benchmark.fill();

        assertEquals(100L * expiredPercent, benchmark.reported());
        assertEquals(100L * expiredPercent, benchmark.reported(), "a second sweep meets the same state");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "map-sweep",
                "array-sweep",
                "connection-timer",
                "lazy-wheel",
                "deadline-list",
                "netty-idle",
                "agrona-wheel"
            })
    void nobodyExpiresInTheWholeJob(String detector) {
        WholeJobBenchmark benchmark = new WholeJobBenchmark(detector, 1_000);

        benchmark.fill();
        for (int second = 0; second < 100; second++) {
            assertEquals(0, benchmark.second(), "after " + second + " s");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"array-sweep", "connection-timer", "netty-idle", "agrona-wheel"})
    void everybodyExpiresWhenTheMessagesEnd(String detector) {
        Fleet fleet = new Fleet(detector, 1_000);

        for (int second = 0; second < 90; second++) {
            fleet.subject.advance(Subject.SCAN_NANOS);
            fleet.subject.sweep(fleet.reports);
        }

        assertTrue(fleet.reports.count() >= 1_000);
        assertEquals(1_000, fleet.subject.detector.size());
    }
}
