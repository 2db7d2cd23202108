package dev.flatline.core.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;

class LatencyRecorderTest {

    private final LatencyRecorder recorder = new LatencyRecorder("outage");

    @Test
    void percentilesOfAKnownDistribution() {
        for (int millis = 1_000; millis >= 1; millis--) {
            recorder.record(Told.at(7), Told.at(7 + millis));
        }

        Metric.Distribution summary = recorder.summary();

        assertEquals(1_000, summary.count());
        assertEquals(500.5, summary.mean(), 0.5);
        assertEquals(500, summary.p50(), 0.5);
        assertEquals(900, summary.p90(), 0.9);
        assertEquals(990, summary.p99(), 0.99);
        assertEquals(999, summary.p999(), 0.99);
        assertEquals(1_000, summary.max(), 1);
    }

    @Test
    void whatDidNotEndIsInfinite() {
        for (int millis = 1; millis <= 98; millis++) {
            recorder.record(0, millis * Told.MS);
        }
        recorder.unfinished(2);

        Metric.Distribution summary = recorder.summary();

        assertEquals(98, summary.count());
        assertEquals(2, summary.unfinished());
        assertEquals(50, summary.p50(), 0.05);
        assertEquals(90, summary.p90(), 0.09);
        assertEquals(Double.POSITIVE_INFINITY, summary.p99());
        assertEquals(Double.POSITIVE_INFINITY, summary.max());
        assertEquals(Double.POSITIVE_INFINITY, summary.mean());
    }

    @Test
    void nothingButWhatDidNotEndIsInfiniteThroughout() {
        recorder.unfinished(1);

        assertEquals(Double.POSITIVE_INFINITY, recorder.summary().p50());
        assertEquals(0, recorder.summary().count());
    }

    @Test
    void noSamplesHaveNoPercentiles() {
        Metric.Distribution summary = recorder.summary();

        assertEquals(
                new Metric.Distribution(0, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN),
                summary);
        assertEquals(Double.NaN, recorder.percentileMillis(0.5));
    }

    @Test
    void durationsOutsideTheHistogramAreCutToItsEnds() {
        recorder.record(10, 5);
        recorder.record(0, Long.MAX_VALUE);

        assertEquals(0, recorder.summary().p50(), 0.001);
        assertEquals(3_600_000, recorder.summary().max(), 3_600);
    }

    @Test
    void everyIntervalIsReadBackWithItsTagAndTimes() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Told told = Told.ours();
        HistogramLog log = new HistogramLog(out);

        told.pong(1, 500);
        told.recorder.takeIntervals(log, 0, 1_000);
        told.pong(1, 1_200).pong(1, 1_300);
        told.recorder.takeIntervals(log, 1_000, 2_000);
        told.recorder.takeIntervals(log, 2_000, 3_000);
        told.pong(1, 3_500);
        told.recorder.takeIntervals(log, 3_000, 4_000);

        assertEquals(
                List.of(
                        "heartbeat.rtt 0-1000 n=1",
                        "heartbeat.rtt.raw 0-1000 n=1",
                        "heartbeat.rtt 1000-2000 n=2",
                        "heartbeat.rtt.raw 1000-2000 n=2",
                        "heartbeat.rtt 3000-4000 n=1",
                        "heartbeat.rtt.raw 3000-4000 n=1"),
                readBack(bytes.toByteArray()));
    }

    private static List<String> readBack(byte[] log) {
        List<String> intervals = new ArrayList<>();
        HistogramLogReader reader = new HistogramLogReader(new ByteArrayInputStream(log));
        for (EncodableHistogram next = reader.nextIntervalHistogram();
                next != null;
                next = reader.nextIntervalHistogram()) {
            Histogram histogram = (Histogram) next;
            intervals.add(histogram.getTag() + " " + histogram.getStartTimeStamp() + "-" + histogram.getEndTimeStamp()
                    + " n=" + histogram.getTotalCount());
        }
        return intervals;
    }
}
