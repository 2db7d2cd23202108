package dev.flatline.report.testing;

import dev.flatline.core.measure.HistogramLogFile;
import dev.flatline.core.measure.LogOfDurations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The histogram log of {@link SampleRun}. */
final class SampleDurations {

    private SampleDurations() {}

    static HistogramLogFile write(Path file) {
        try (LogOfDurations log = new LogOfDurations(file)) {
            for (int second = 0; second < 75; second++) {
                everyday(log, second);
                faults(log, second);
                log.endSecond();
            }
            return HistogramLogFile.open(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void everyday(LogOfDurations log, int second) {
        boolean storm = (second >= 25 && second < 28) || (second >= 47 && second < 53);
        for (int i = 0; i < 80; i++) {
            double slow = i % 40 == 0 ? 6 : 1;
            log.record("heartbeat.rtt", (0.4 + i * 0.01) * slow).record("heartbeat.rtt.raw", (0.3 + i * 0.008) * slow);
            log.record("message.rtt", (0.5 + i * 0.01) * slow).record("message.rtt.raw", (0.4 + i * 0.009) * slow);
            if (second < 5 || storm) {
                double wait = storm ? 20 + i * 3.5 : 1.2 + i * 0.05;
                log.record("connect.total", wait).record("connect.total.raw", wait * 0.9);
            }
        }
    }

    private static void faults(LogOfDurations log, int second) {
        for (int i = 0; i < 100; i++) {
            if (second >= 17 && second < 20) {
                log.record("detect.client", (second - 15) * 1_000.0 + i * 10);
            }
            if (second >= 20 && second < 23) {
                log.record("detect.server", (second - 15) * 1_000.0 + i * 8);
            }
            if ((second >= 25 && second < 28) || (second >= 47 && second < 53)) {
                log.record("outage", second < 40 ? (second - 15) * 1_000 + i * 9 : (second - 45) * 1_000 + i * 9);
            }
        }
    }
}
