package dev.flatline.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.measure.Metric;
import dev.flatline.report.compare.Comparison;
import dev.flatline.report.compare.Side;
import dev.flatline.report.files.ResultFolder;
import dev.flatline.report.files.ResultWriter;
import dev.flatline.report.testing.Browser;
import dev.flatline.report.testing.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a comparison in a real browser. */
class ComparePageTest {

    private static final String WIDER = "return document.documentElement.scrollWidth - innerWidth";

    @TempDir
    Path temp;

    @Test
    void fitsADeskAndAPhoneInLightAndDarkAndAsksForNothing() throws IOException {
        Path page = written();
        try (Browser browser = Browser.orSkip()) {
            browser.open(page);

            assertTrue(overflow(browser) <= 0);
            browser.width(390);
            assertTrue(overflow(browser) <= 0);
            browser.media("", "dark");
            assertEquals("dark", browser.script("return document.documentElement.dataset.theme"));
            assertEquals(List.of(), browser.console());
            assertEquals(List.of(), browser.requests());
        }
    }

    @Test
    void drawsAWayBackAndADotForEachRunInsideItsPicture() throws IOException {
        Path page = written();
        try (Browser browser = Browser.orSkip()) {
            browser.open(page);

            assertEquals(2, browser.all(".curves svg").size());
            assertEquals(4, browser.all(".curves path.side1").size());
            assertEquals(0L, browser.script("""
                            let out = 0;
                            for (const mark of document.querySelectorAll('svg.dots circle, .curves svg path')) {
                              const box = mark.getBoundingClientRect();
                              const picture = mark.ownerSVGElement.getBoundingClientRect();
                              if (box.left < picture.left - 1 || box.right > picture.right + 1
                                  || box.top < picture.top - 1 || box.bottom > picture.bottom + 1) out++;
                            }
                            return out;"""));
        }
    }

    private static long overflow(Browser browser) {
        return (Long) browser.script(WIDER);
    }

    private Path written() throws IOException {
        Comparison comparison =
                Comparison.of(List.of(side("base", 900, 3), side("candidate", 500, 5_000)), 0.1, Map.of());
        Path page = temp.resolve("compare.html");
        Files.writeString(page, CompareHtml.page(comparison));
        return page;
    }

    /** Two runs; the second never comes back whole. */
    private Side side(String name, long attempts, long kills) throws IOException {
        for (int number = 0; number < 2; number++) {
            SampleRun run = new SampleRun().withEverything(temp.resolve("sample.hlog"));
            run.metrics.put("attempts.total", new Metric.Count(attempts + 10L * number));
            run.metrics.put("false_kills", new Metric.Count(kills));
            run.metrics.put("recover.t100", new Metric.Duration(number == 0 ? 5_000 : Double.POSITIVE_INFINITY));
            try (ResultWriter writer = ResultFolder.create(temp.resolve(name).resolve("run" + number))) {
                writer.writeSummary(run.result());
            }
        }
        return Side.read(temp.resolve(name).toString());
    }
}
