package dev.flatline.scenarios.view;

import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.RunResult;
import dev.flatline.report.words.FaultNumbers;
import dev.flatline.report.words.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What each fault did, as a table. */
final class FaultLines {

    private FaultLines() {}

    /** Nothing if there was no fault. */
    static List<String> of(RunResult run, Style style) {
        List<String> lines = new ArrayList<>();
        if (run.faults().isEmpty()) {
            return lines;
        }
        lines.add("");
        lines.add(style.heading(line("FAULT", "FROM-TO", "HIT", "DIED", "SURVIVED", "BACK: 50%", "99%", "100%")));
        for (FaultOutcome fault : run.faults()) {
            lines.add(line(
                    fault.label(),
                    span(fault),
                    Units.count(fault.clientsHit()),
                    style.text(FaultNumbers.died(fault)),
                    style.text(FaultNumbers.survived(fault)),
                    style.text(FaultNumbers.back(run, fault, fault.t50())),
                    style.text(FaultNumbers.back(run, fault, fault.t99())),
                    style.text(FaultNumbers.back(run, fault, fault.t100()))));
        }
        return lines;
    }

    private static String span(FaultOutcome fault) {
        String end = Double.isNaN(fault.endedSeconds()) ? "?" : one(fault.endedSeconds());
        return one(fault.beganSeconds()) + "-" + end + " s";
    }

    private static String one(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }

    private static String line(Object... cells) {
        return String.format(Locale.ROOT, "%-17s%-14s%11s%11s%11s%11s%11s%11s", cells);
    }
}
