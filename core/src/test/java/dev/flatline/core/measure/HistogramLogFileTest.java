package dev.flatline.core.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistogramLogFileTest {

    @TempDir
    Path temp;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = temp.resolve("histograms.hlog");
    }

    @Test
    void givesThePercentilesOfEachIntervalInMilliseconds() throws IOException {
        try (LogOfDurations log = new LogOfDurations(file)) {
            for (int millis = 1; millis <= 100; millis++) {
                log.record("connect.total", millis);
            }
            log.endSecond().endSecond().record("connect.total", 7).endSecond();
        }

        List<LoggedDurations.Interval> intervals = read("connect.total").intervals();

        assertEquals(2, intervals.size());
        LoggedDurations.Interval first = intervals.get(0);
        assertEquals(100, first.count());
        assertEquals(50, first.p50(), 0.05);
        assertEquals(99, first.p99(), 0.1);
        assertEquals(100, first.max(), 0.1);
        assertEquals(
                List.of(2.0, 3.0),
                List.of(intervals.get(1).fromSeconds(), intervals.get(1).toSeconds()));
        assertEquals(7, intervals.get(1).p99(), 0.01);
    }

    @Test
    void addsTheIntervalsUpToWhatTheSummarySays() throws IOException {
        Metric.Distribution summary;
        try (LogOfDurations log = new LogOfDurations(file)) {
            for (int i = 0; i < 5_000; i++) {
                log.record("heartbeat.rtt", 0.2 + i % 97 * 0.31 + (i % 500 == 0 ? 800 : 0));
                if (i % 700 == 0) {
                    log.endSecond();
                }
            }
            summary = log.endSecond().summary("heartbeat.rtt");
        }

        LoggedDurations all = read("heartbeat.rtt");

        assertEquals(summary.count(), all.count());
        assertEquals(summary.p50(), all.percentile(0.5));
        assertEquals(summary.p999(), all.percentile(0.999));
        List<LoggedDurations.Step> spectrum = all.spectrum();
        assertEquals(summary.max(), spectrum.get(spectrum.size() - 1).millis());
        assertEquals(1, spectrum.get(spectrum.size() - 1).share());
    }

    @Test
    void countsEveryDurationInExactlyOneBar() throws IOException {
        try (LogOfDurations log = new LogOfDurations(file)) {
            log.record("outage", 2_010)
                    .record("outage", 2_020)
                    .record("outage", 5_950)
                    .endSecond();
        }

        LoggedDurations.Bars bars = read("outage").bars(40);

        assertEquals(200, bars.widthMillis());
        assertEquals(2_000, bars.fromMillis());
        assertEquals(20, bars.counts().size());
        assertEquals(2, bars.counts().get(0));
        assertEquals(1, bars.counts().get(19));
        assertEquals(3, bars.counts().stream().mapToLong(Long::longValue).sum());
    }

    @Test
    void hasOneBarForDurationsThatAreAllTheSame() throws IOException {
        try (LogOfDurations log = new LogOfDurations(file)) {
            log.record("outage", 5).record("outage", 5).endSecond();
        }

        assertEquals(
                2,
                read("outage").bars(40).counts().stream()
                        .mapToLong(Long::longValue)
                        .sum());
    }

    @Test
    void readsOnlyWhatIsAskedForAndKnowsWhatIsNotThere() throws IOException {
        try (LogOfDurations log = new LogOfDurations(file)) {
            log.record("outage", 5).record("connect.tcp", 1).endSecond();
        }

        HistogramLogFile.Found found = HistogramLogFile.open(file).read(Set.of("outage", "detect.client"));

        assertEquals(Set.of("outage"), found.metrics().keySet());
        assertNull(found.of("detect.client"));
    }

    @Test
    void leavesOutALastLineThatWasTornAndCountsIt() throws IOException {
        try (LogOfDurations log = new LogOfDurations(file)) {
            log.record("outage", 5).endSecond().record("outage", 6).endSecond();
        }
        String text = Files.readString(file);

        for (int cut : List.of(1, 2, 9, 40)) {
            Files.writeString(file, text.substring(0, text.length() - cut));
            HistogramLogFile.Found found = HistogramLogFile.open(file).read(Set.of("outage"));
            assertEquals(1, Objects.requireNonNull(found.of("outage")).count(), "cut by " + cut);
            assertEquals(1, found.torn(), "cut by " + cut);
        }
    }

    @Test
    void refusesALineInTheMiddleThatIsNoHistogramAndSaysWhich() throws IOException {
        try (LogOfDurations log = new LogOfDurations(file)) {
            log.record("outage", 5).endSecond();
        }
        String last = Files.readAllLines(file).get(3);
        HistogramLogFile log = HistogramLogFile.open(file);

        for (String wrong : List.of("half a line", last.substring(0, last.length() - 9))) {
            Files.writeString(file, "#[Flatline: interval histograms]\n" + wrong + "\n" + last + "\n");
            String message = String.valueOf(assertThrows(IOException.class, () -> log.read(Set.of("outage")))
                    .getMessage());
            assertTrue(message.contains("line 2 is no histogram: found '"), message);
        }
    }

    @Test
    void findsNothingInAFileThatEndsBeforeItsFirstLineDoes() throws IOException {
        for (String text : List.of("", "#[Flat", "#[Flatline: interval histograms, val")) {
            Files.writeString(file, text);

            assertEquals(
                    Set.of(),
                    HistogramLogFile.open(file).read(Set.of("outage")).metrics().keySet(),
                    text);
        }
    }

    @Test
    void refusesAForeignFileAndOneThatIsNotThere() throws IOException {
        Files.writeString(file, "#[Histogram log format version 1.3]\n");

        String message = String.valueOf(assertThrows(IOException.class, () -> HistogramLogFile.open(file))
                .getMessage());

        assertTrue(message.contains("is no histogram log of Flatline"), message);
        assertThrows(NoSuchFileException.class, () -> HistogramLogFile.open(temp.resolve("nothing")));
    }

    private LoggedDurations read(String metric) throws IOException {
        return Objects.requireNonNull(
                HistogramLogFile.open(file).read(Set.of(metric)).of(metric));
    }
}
