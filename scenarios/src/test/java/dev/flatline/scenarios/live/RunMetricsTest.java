package dev.flatline.scenarios.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.RunResult;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

final class RunMetricsTest {

    private static final Pattern NAME = Pattern.compile("flatline_run_\\w+");

    private final Map<String, Metric> metrics = new LinkedHashMap<>();
    private final List<Throwable> failures = new ArrayList<>();

    @Test
    void hasEveryKindOfMetricInItsUnit() {
        metrics.put("detect.client", new Metric.Distribution(1000, 0, 3100, 3000, 3900, 4100, 4200, 4210));
        metrics.put("attempts.total", new Metric.Count(7));
        metrics.put("attempts.peak", new Metric.Count(5));
        metrics.put("ghosts", new Metric.Gauge(9, 3));
        metrics.put("attempts.per_recovery", new Metric.Ratio(1.5));
        metrics.put("recover.t99", new Metric.Duration(2500));
        metrics.put("connect.failed.reset", new Metric.Count(4));
        metrics.put("connect.failed.upgrade-rejected", new Metric.Count(6));
        metrics.put("connect.failed.upgrade-rejected.503", new Metric.Count(6));

        String page = scrape();

        assertTrue(page.contains("\nflatline_run_detect_client_seconds{quantile=\"0.99\"} 4.1\n"), page);
        assertTrue(page.contains("\nflatline_run_detect_client_samples_total 1000.0\n"), page);
        assertTrue(page.contains("\nflatline_run_attempts_total 7.0\n"), page);
        assertTrue(page.contains("\nflatline_run_attempts_peak 5.0\n"), page);
        assertTrue(page.contains("\nflatline_run_ghosts 3.0\n"), page);
        assertTrue(page.contains("\nflatline_run_attempts_per_recovery 1.5\n"), page);
        assertTrue(page.contains("\nflatline_run_recover_t99_seconds 2.5\n"), page);
        assertTrue(page.contains("\nflatline_run_connect_failed_by_cause_total{cause=\"reset\"} 4.0\n"), page);
        assertFalse(page.contains("503"), page);
        assertTrue(page.contains("\nflatline_run_fault_in_force{fault=\"blackhole\",index=\"0\"} 1.0\n"), page);
        assertTrue(page.contains("\nflatline_run_objective_met{objective=\"false_kills == 0\"} 1.0\n"), page);
        assertTrue(page.contains("\nflatline_run_elapsed_seconds 12.5\n"), page);
        assertEquals(List.of(), failures);
    }

    @Test
    void whatIsAbsentOrNeverEndedOrHasNoDataIsLeftOut() {
        metrics.put("ghosts", new Metric.Absent("not ours"));
        metrics.put("recover.t99", new Metric.Duration(Double.POSITIVE_INFINITY));
        metrics.put("attempts.per_recovery", new Metric.Ratio(Double.NaN));

        String page = scrape();

        assertFalse(page.contains("\nflatline_run_ghosts "), page);
        assertFalse(page.contains("\nflatline_run_recover_t99_seconds "), page);
        assertFalse(page.contains("\nflatline_run_attempts_per_recovery "), page);
        assertEquals(List.of(), failures);
    }

    @Test
    void theDashboardAsksForMetricsThatThereAreAndEveryPanelHasAUnit() throws IOException {
        String text = Files.readString(dashboard());
        Set<String> asked = new TreeSet<>();
        Matcher names = NAME.matcher(text);
        while (names.find()) {
            asked.add(names.group());
        }
        Map<?, ?> dashboard = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);

        asked.removeAll(RunMetrics.names());

        assertEquals(Set.of(), asked);
        List<?> panels = (List<?>) Objects.requireNonNull(dashboard.get("panels"));
        assertEquals(12, panels.size());
        panels.forEach(panel -> assertTrue(panel.toString().contains("unit="), panel::toString));
    }

    private String scrape() {
        RunResult result = new RunResult(
                new RunResult.Identity("s", "", 42, "real", "embedded server", 2000, 75, "2026-01-01T00:00:00Z", "c"),
                RunResult.State.RUNNING,
                RunResult.Verdict.INCOMPLETE,
                12.5,
                metrics,
                Map.of(),
                List.of(new FaultOutcome(
                        0,
                        "blackhole",
                        1,
                        5,
                        Double.NaN,
                        9,
                        9,
                        9,
                        0,
                        1,
                        1,
                        1,
                        1,
                        Map.of(),
                        List.of(),
                        FaultOutcome.Nature.UNTOLD)),
                List.of(),
                List.of(new ObjectiveOutcome("false_kills == 0", "0", Outcome.MET, "")),
                Map.of(),
                List.of(),
                "0");
        return RunMetrics.page(() -> result, failures::add).reply("text/plain").body();
    }

    private static Path dashboard() {
        Path here = Path.of("etc/grafana/flatline-run.json");
        return Files.exists(here) ? here : Path.of("..").resolve(here);
    }
}
