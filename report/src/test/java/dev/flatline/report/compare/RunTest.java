package dev.flatline.report.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.measure.Metric;
import dev.flatline.report.files.ResultFolder;
import dev.flatline.report.files.ResultWriter;
import dev.flatline.report.testing.SampleRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {

    @TempDir
    Path temp;

    /** The log has 300 of them: 2,000 ms, 2,010 ms, … 4,990 ms. The median is between the 133rd and the 168th value. */
    @Test
    void knowsTheSamplingErrorOfAPercentileFromTheRanks() throws IOException {
        SamplingError median = errors(300, 0, "detect.client.p50");

        assertEquals(3_320, median.low(), 3_320 * 0.002);
        assertEquals(3_670, median.high(), 3_670 * 0.002);
    }

    @Test
    void ofThreeHundredValuesThe99thPercentileHasNoUpperEnd() throws IOException {
        SamplingError tail = errors(300, 0, "detect.client.p99");

        assertEquals(4_920, tail.low(), 4_920 * 0.002);
        assertEquals(Double.POSITIVE_INFINITY, tail.high());
    }

    @Test
    void whatNeverEndedLiesBeyondAllThatIsLogged() throws IOException {
        SamplingError median = errors(300, 280, "detect.client.p50");

        assertTrue(median.low() < 4_990 && Double.isInfinite(median.high()), median::toString);
    }

    @Test
    void ofOneRunAmongManyNobodyNeedsThem() throws IOException {
        assertEquals(Map.of(), Run.read(written(300, 0), false).errors());
    }

    private SamplingError errors(long count, long unfinished, String name) throws IOException {
        return Objects.requireNonNull(
                Run.read(written(count, unfinished), true).errors().get(name));
    }

    private Path written(long count, long unfinished) throws IOException {
        SampleRun run = new SampleRun();
        run.metrics.put(
                "detect.client", new Metric.Distribution(count, unfinished, 3_495, 3_490, 4_690, 4_960, 4_990, 4_990));
        Path folder = temp.resolve("run");
        try (ResultWriter writer = ResultFolder.create(folder)) {
            writer.writeSummary(run.result());
        }
        new SampleRun().withEverything(folder.resolve("histograms.hlog"));
        return folder;
    }
}
