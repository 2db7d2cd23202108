package dev.flatline.report.html;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.report.files.ResultFolder;
import dev.flatline.report.testing.LargeRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How large a page becomes when nothing in the run is like anything else in it. How long it takes is in docs/performance.md. */
class LargeReportTest {

    private static final int MOST_BYTES = 2_000_000;

    @TempDir
    Path temp;

    @ParameterizedTest(name = "{0} s")
    @ValueSource(ints = {600, 3_600})
    void staysBelowTwoMegabytes(int seconds) throws IOException {
        ResultFolder folder =
                new LargeRun().seconds(seconds, temp.resolve("histograms.hlog")).folder();

        String page = HtmlReport.page(folder);

        int bytes = page.getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes < MOST_BYTES, seconds + " s make a page of " + bytes + " bytes");
    }
}
