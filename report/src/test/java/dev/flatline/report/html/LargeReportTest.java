package dev.flatline.report.html;

import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.report.files.ResultFolder;
import dev.flatline.report.testing.LargeRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How large a page becomes, and how long it takes, when nothing in the run is like anything else in it. */
class LargeReportTest {

    private static final int MOST_BYTES = 2_000_000;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    @TempDir
    Path temp;

    @ParameterizedTest(name = "{0} s")
    @ValueSource(ints = {600, 7_200})
    void staysBelowTwoMegabytesAndTenSeconds(int seconds) throws IOException {
        ResultFolder folder =
                new LargeRun().seconds(seconds, temp.resolve("histograms.hlog")).folder();

        String page = assertTimeout(LONGEST, () -> HtmlReport.page(folder));

        int bytes = page.getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes < MOST_BYTES, seconds + " s make a page of " + bytes + " bytes");
    }
}
