package dev.flatline.report.html;

import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.RunResult;
import dev.flatline.report.words.Silences;
import dev.flatline.report.words.Units;

/** Who noticed what, how long clients were away, and whether their heartbeats fell into step. */
final class DetectionPart {

    private static final String BEFORE = "heartbeat.phase_lock.before";
    private static final String AFTER = "heartbeat.phase_lock.after";

    private DetectionPart() {}

    static String html(RunResult run, String bars) {
        return Markup.section(
                "detection", "Noticed, and away", deaths(run) + BoundsPart.html(run) + bars + phaseLock(run));
    }

    /** How the connections died whose deaths were noticed: a time means nothing without it. */
    private static String deaths(RunResult run) {
        String how = Silences.of(run);
        return how.isEmpty()
                ? ""
                : "<p class=\"deaths\"><strong>How connections died</strong> <span class=\"sign\">" + Markup.escape(how)
                        + "</span></p>\n";
    }

    private static String phaseLock(RunResult run) {
        if (!(run.metrics().get(BEFORE) instanceof Metric.Ratio before)
                || !(run.metrics().get(AFTER) instanceof Metric.Ratio after)
                || Double.isNaN(before.value() + after.value())) {
            return "";
        }
        return "<p class=\"lock\"><strong>Heartbeats in step</strong> The busiest 100 ms held " + times(before)
                + " as many as the mean before the storm, and " + times(after) + " after it"
                + (after.value() > 2 * before.value() ? ": the storm has locked the fleet's heartbeats together" : "")
                + ".</p>\n";
    }

    private static String times(Metric.Ratio ratio) {
        return Units.ratio(ratio.value()) + "\u00a0times";
    }
}
