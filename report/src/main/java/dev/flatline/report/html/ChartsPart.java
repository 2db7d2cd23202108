package dev.flatline.report.html;

import dev.flatline.core.measure.RunResult;
import dev.flatline.report.files.EmbeddedJson;
import dev.flatline.report.files.ResultFolder;
import dev.flatline.report.words.Standing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All charts of a page: where they stand, and the data that its script draws them from. */
final class ChartsPart {

    private final RunResult run;
    private final double end;
    private final Logged logged;
    private final List<Panel> panels = new ArrayList<>();
    private final Panel levels;
    private final Panel health;
    private final Panel recovery = new Panel();
    private final Panel bars;
    private final Panel spectra;

    private ChartsPart(ResultFolder folder) {
        run = folder.summary();
        end = Math.max(1, Standing.measuredSeconds(run, folder.seconds()));
        logged = Logged.of(folder);
        boolean nothing = folder.seconds().isEmpty();
        levels = panel(nothing ? new Panel() : TimeFigures.of(folder, logged, end));
        health = panel(nothing ? new Panel() : HealthFigures.of(folder, end));
        if (nothing) {
            levels.note("The run ended before its first second was over: there is nothing to draw.");
        }
        RecoveryFigure.of(run).ifPresent(recovery::add);
        panel(recovery);
        bars = panel(DurationFigures.bars(run, logged));
        spectra = panel(DurationFigures.spectra(run, logged));
    }

    static ChartsPart of(ResultFolder folder) {
        return new ChartsPart(folder);
    }

    private Panel panel(Panel panel) {
        panels.add(panel);
        return panel;
    }

    /** What the run went through, over time, and with it kernel, server and measuring process. */
    String time() {
        String bar = levels.figures().isEmpty() ? "" : TimeBar.html(Band.of(run, end));
        String under = health.html().isEmpty()
                ? ""
                : "<h3>Kernel, server and generator</h3>\n<div class=\"grid two\">\n" + health.html() + "</div>\n";
        return Markup.section("time", "Over time", bar + levels.html() + under);
    }

    /** The way back from each fault. */
    String recovery() {
        return recovery.html();
    }

    /** What the faults cost, in bars. */
    String bars() {
        return grid(bars);
    }

    /** The spectra. */
    String spectra() {
        return grid(spectra);
    }

    private static String grid(Panel panel) {
        return panel.html().isEmpty() ? "" : "<div class=\"grid\">\n" + panel.html() + "</div>\n";
    }

    /** The data of all charts in JSON. */
    String json(Map<String, Object> more) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("end", end);
        all.put("bands", Band.of(run, end).stream().map(Band::data).toList());
        all.put(
                "figures",
                panels.stream()
                        .flatMap(panel -> panel.figures().stream())
                        .map(Figure::data)
                        .toList());
        all.putAll(more);
        return EmbeddedJson.of(all);
    }

    /** The words and numbers of each chart, by the id of the element they stand in. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        panels.stream().flatMap(panel -> panel.figures().stream()).forEach(figure -> {
            texts.put("words-" + figure.id(), Markup.escape(figure.words()));
            texts.put("numbers-" + figure.id(), figure.numbers().html());
        });
        return texts;
    }
}
