package dev.flatline.scenarios.view;

import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.RunResult;
import dev.flatline.report.words.Effects;
import dev.flatline.report.words.FaultNumbers;
import dev.flatline.report.words.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What each fault did, as a table. */
final class FaultLines {

    private static final int LEAST_NAME = 17;
    private static final int WIDTH = 97;
    private static final String INDENT = "  ";

    private FaultLines() {}

    /** Nothing if there was no fault. */
    static List<String> of(RunResult run, Style style) {
        List<String> lines = new ArrayList<>();
        if (run.faults().isEmpty()) {
            return lines;
        }
        String name = "%-" + Math.max(LEAST_NAME, longest(run) + 2) + "s";
        lines.add("");
        lines.add(style.heading(line(name, "FAULT", "FROM-TO", "HIT", "DIED", "SURVIVED", "BACK: 50%", "99%", "100%")));
        for (FaultOutcome fault : run.faults()) {
            lines.add(line(
                    name,
                    fault.name(),
                    span(fault),
                    Units.count(fault.clientsHit()),
                    style.text(FaultNumbers.died(fault)),
                    style.text(FaultNumbers.survived(fault)),
                    style.text(FaultNumbers.back(run, fault, fault.t50())),
                    style.text(FaultNumbers.back(run, fault, fault.t99())),
                    style.text(FaultNumbers.back(run, fault, fault.t100()))));
        }
        for (Effects.Effect effect : Effects.of(run)) {
            lines.addAll(wrapped(style.text(effect.name() + ": " + effect.words())));
        }
        return lines;
    }

    private static int longest(RunResult run) {
        return run.faults().stream()
                .mapToInt(fault -> fault.name().length())
                .max()
                .orElse(0);
    }

    /** Broken between words to the width of the table; the lines behind the first are indented. */
    private static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > INDENT.length() && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(INDENT);
            }
            line.append(line.length() == 0 || line.toString().equals(INDENT) ? "" : " ")
                    .append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static String span(FaultOutcome fault) {
        String end = Double.isNaN(fault.endedSeconds()) ? "?" : one(fault.endedSeconds());
        return one(fault.beganSeconds()) + "-" + end + " s";
    }

    private static String one(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }

    private static String line(String name, Object... cells) {
        return String.format(Locale.ROOT, name + "%-14s%11s%11s%11s%11s%11s%11s", cells);
    }
}
