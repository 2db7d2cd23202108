package dev.flatline.report.html;

import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.RunResult;
import dev.flatline.report.words.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A fault as the charts over time show it.
 *
 * @param number as people count the faults
 * @param label its kind, and its share or its servers
 * @param from when it began, in seconds of the run
 * @param to when it ended, or the run's end
 */
record Band(String number, String label, double from, double to) {

    /** The faults of a run that began. */
    static List<Band> of(RunResult run, double end) {
        List<Band> bands = new ArrayList<>();
        for (FaultOutcome fault : run.faults()) {
            if (Double.isFinite(fault.beganSeconds())) {
                boolean some = fault.share() < 1 && fault.nature().replicas().isEmpty();
                String share = some ? " " + Units.share(fault.share()) : "";
                double ended = Double.isFinite(fault.endedSeconds()) ? fault.endedSeconds() : end;
                bands.add(new Band(FaultsPart.number(fault), fault.name() + share, fault.beganSeconds(), ended));
            }
        }
        return bands;
    }

    /** What the page's script needs. */
    Map<String, Object> data() {
        return Map.of("number", number, "label", label, "from", from, "to", to);
    }
}
