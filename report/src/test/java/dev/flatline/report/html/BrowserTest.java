package dev.flatline.report.html;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.measure.Second;
import dev.flatline.report.files.ResultFolder;
import dev.flatline.report.files.ResultWriter;
import dev.flatline.report.files.SummaryNumbers;
import dev.flatline.report.render.Reports;
import dev.flatline.report.testing.Chromium;
import dev.flatline.report.testing.SampleRun;
import dev.flatline.report.testing.SampleServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser: its scripts run, its charts are painted, its numbers are those of the files. */
class BrowserTest {

    private static final Pattern DATA = Pattern.compile("<data id=\"([^\"]+)\" value=\"([^\"]*)\"");
    private static final Pattern PAINTED = Pattern.compile("data-painted=\"([^\"]*)\"");

    private static final Pattern ENTRY = Pattern.compile("(\\S+)=(-?\\d+)");

    /** Counts, for each chart, the pixels of its lines and bands and those by which its labels want more room than there is,
     * and how far the page is wider than its window. */
    private static final String PROBE = """
            <script>
            const style = getComputedStyle(document.documentElement);
            const rgb = (role) => style.getPropertyValue('--' + role).match(/\\w\\w/g).map((hex) => parseInt(hex, 16));
            const lines = { first: rgb('accent'), second: rgb('second'), bad: rgb('bad') };
            const counts = { overflow: document.documentElement.scrollWidth - innerWidth };
            for (const canvas of document.querySelectorAll('canvas')) {
              const { y } = Chart.getChart(canvas).scales;
              const widest = Math.max(...y.ticks.map((tick) => y.ctx.measureText(tick.label).width));
              counts[canvas.id + '.cut'] = Math.max(0, Math.ceil(widest + 8 - y.width));
              const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
              const count = (name) => { counts[name] = (counts[name] || 0) + 1; };
              for (let i = 0; i < pixels.length; i += 4) {
                const [r, g, b, alpha] = pixels.subarray(i, i + 4);
                if (alpha > 0 && alpha < 60 && r > g + 60) count(canvas.id + '.band');
                for (const [look, ink] of Object.entries(lines)) {
                  if (alpha === 255 && r === ink[0] && g === ink[1] && b === ink[2]) count(canvas.id + '.' + look);
                }
              }
            }
            document.body.dataset.painted = Object.entries(counts).map((entry) => entry.join('=')).join(' ');
            </script>
            </body>""";

    @TempDir
    Path temp;

    @Test
    void paintsEveryChartAndWritesNothingToTheConsole() throws IOException, InterruptedException {
        Map<String, Integer> probed = probe(new SampleRun());

        assertAll(
                () -> assertPainted(probed, "chart-connections.first", 500),
                () -> assertPainted(probed, "chart-connections.second", 60),
                () -> assertPainted(probed, "chart-connections.band", 5_000),
                () -> assertPainted(probed, "chart-attempts.first", 200),
                () -> assertPainted(probed, "chart-attempts.band", 5_000),
                () -> assertPainted(probed, "chart-ghosts.bad", 500),
                () -> assertPainted(probed, "chart-ghosts.band", 5_000));
    }

    @Test
    void drawsWhatServersOfTheRunUseOnTheCommonAxis() throws IOException, InterruptedException {
        Map<String, Integer> probed =
                probe(SampleServers.run(), "--window-size=500,900", "--blink-settings=preferredColorScheme=0");

        for (String chart : List.of("chart-replica-cpu", "chart-replica-memory")) {
            assertPainted(probed, chart + ".first", 100);
            assertPainted(probed, chart + ".second", 50);
            assertPainted(probed, chart + ".band", 1_000);
            assertEquals(0, probed.get(chart + ".cut"), probed::toString);
        }
        assertTrue(probed.getOrDefault("overflow", 1) <= 0, probed::toString);
    }

    @Test
    void hasRoomForTheLabelsOfALargeFleet() throws IOException, InterruptedException {
        SampleRun run = new SampleRun();
        run.seconds = run.seconds.stream().map(BrowserTest::aThousandfold).toList();

        Map<String, Integer> probed = probe(run);

        for (String chart : List.of("chart-connections", "chart-attempts", "chart-ghosts")) {
            assertEquals(0, probed.get(chart + ".cut"), probed::toString);
        }
    }

    @Test
    void fitsAPhoneInTheDark() throws IOException, InterruptedException {
        Map<String, Integer> probed =
                probe(new SampleRun(), "--window-size=500,900", "--blink-settings=preferredColorScheme=0");

        assertPainted(probed, "chart-connections.first", 200);
        assertTrue(probed.getOrDefault("overflow", 1) <= 0, probed::toString);
    }

    @Test
    void loadsWithoutErrorsWhenThereIsNothingToDrawOrOneSecond() throws IOException, InterruptedException {
        SampleRun run = new SampleRun();
        run.faults = List.of();
        run.seconds = List.of();
        assertEquals(Set.of("overflow"), probe(run).keySet());

        run.seconds = SampleRun.storm(1);
        assertPainted(probe(run), "chart-connections.first", 40);
    }

    @Test
    void showsTheNumbersOfTheSummary() throws IOException, InterruptedException {
        Path folder = written(new SampleRun().withEverything(temp.resolve("sample.hlog")));
        Path page = Reports.write(folder);
        String document = Chromium.orSkip(temp).load(page).document();

        Map<String, String> shown = new HashMap<>();
        DATA.matcher(document).results().forEach(found -> shown.put(found.group(1), found.group(2)));
        Map<String, String> expected = SummaryNumbers.metrics(folder.resolve("summary.json"));
        assertTrue(expected.size() > 90, "only " + expected.size() + " numbers to compare");
        expected.forEach((name, number) -> assertEquals(number, shown.get(name), name));
        Map<String, String> scoped = SummaryNumbers.scoped(folder.resolve("summary.json"));
        shown.keySet().retainAll(scoped.keySet());
        assertTrue(shown.size() > 50, "only " + shown.size() + " numbers of faults and groups");
        shown.forEach((name, number) -> assertEquals(scoped.get(name), number, name));
        for (String actual : SummaryNumbers.actuals(folder.resolve("summary.json"))) {
            assertTrue(document.contains("<td class=\"n\">" + actual + "</td>"), actual);
        }
    }

    private static Second aThousandfold(Second second) {
        return new Second(
                second.second(),
                second.open() * 1_000,
                second.serverOpen() * 1_000,
                second.ghosts() * 1_000,
                second.attempts() * 1_000,
                second.opened() * 1_000,
                second.failed() * 1_000,
                second.lost() * 1_000,
                second.heartbeats(),
                second.messages());
    }

    private static void assertPainted(Map<String, Integer> probed, String what, int pixels) {
        assertTrue(probed.getOrDefault(what, 0) > pixels, () -> what + " is not there: " + probed);
    }

    /** Loads the page with the probe at its end; the console must stay empty. */
    private Map<String, Integer> probe(SampleRun run, String... options) throws IOException, InterruptedException {
        Path page = temp.resolve("probed.html");
        Files.writeString(page, HtmlReport.page(run.folder()).replace("</body>", PROBE));

        Chromium.Visit visit = Chromium.orSkip(temp).load(page, options);

        assertEquals(List.of(), visit.console());
        Matcher painted = PAINTED.matcher(visit.document());
        assertTrue(painted.find(), "the scripts of the page did not run to their end");
        Map<String, Integer> probed = new HashMap<>();
        ENTRY.matcher(painted.group(1))
                .results()
                .forEach(entry -> probed.put(entry.group(1), Integer.parseInt(entry.group(2))));
        return probed;
    }

    private Path written(SampleRun run) throws IOException {
        Path folder = temp.resolve("run");
        try (ResultWriter writer = ResultFolder.create(folder)) {
            writer.writeSummary(run.result());
            writer.appendSeconds(run.seconds);
        }
        return folder;
    }
}
