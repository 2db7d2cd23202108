package dev.flatline.report.markdown;

import dev.flatline.core.measure.BoundCheck;
import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.RunResult;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome.Outcome;
import dev.flatline.report.files.ResultFolder;
import dev.flatline.report.words.Effects;
import dev.flatline.report.words.FaultNumbers;
import dev.flatline.report.words.Silences;
import dev.flatline.report.words.Standing;
import dev.flatline.report.words.Story;
import dev.flatline.report.words.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A run on a page of GitHub-flavoured Markdown: what a reader of a pipeline wants to know before opening the report. */
public final class Markdown {

    /** The file's name in a result folder. */
    public static final String FILE = "summary.md";

    private static final int WARNINGS = 10;
    private static final List<String> KEY =
            List.of("connect.total", "heartbeat.rtt", "message.rtt", "detect.client", "detect.server", "outage");

    private final ResultFolder folder;
    private final RunResult run;
    private final StringBuilder page = new StringBuilder();

    private Markdown(ResultFolder folder) {
        this.folder = folder;
        this.run = folder.summary();
    }

    /** The whole page. */
    public static String text(ResultFolder folder) {
        Markdown page = new Markdown(folder);
        page.head();
        page.objectives();
        page.faults();
        page.metrics();
        page.warnings();
        page.foot();
        return page.page.toString();
    }

    private void head() {
        double measured = Standing.measuredSeconds(run, folder.seconds());
        line("## " + sign() + " " + plain(run.identity().scenario()) + ": " + Standing.verdict(run));
        line("");
        Standing.notice(run, measured, folder.beingWritten()).ifPresent(notice -> {
            line("> " + plain(notice));
            line("");
        });
        line(plain(String.join(" ", Story.of(run, measured).sentences())));
        line("");
    }

    private String sign() {
        return switch (run.verdict()) {
            case MET -> "✅";
            case MISSED -> "❌";
            case INVALID, INCOMPLETE -> "⚠️";
        };
    }

    private void objectives() {
        if (run.objectives().isEmpty()) {
            return;
        }
        line("| | objective | measured |");
        line("|---|---|---|");
        for (ObjectiveOutcome each : run.objectives()) {
            boolean undecided = Standing.undecided(run, each);
            String reason = Standing.reason(run, each);
            row(
                    undecided ? "–" : mark(each.outcome()),
                    "`" + each.text().replace("|", "\\|").replace('`', '\'') + "`",
                    plain(each.actual()
                            + (undecided ? " by then" : "")
                            + (reason.isEmpty() ? "" : " (" + reason + ")")));
        }
        line("");
    }

    private static String mark(Outcome outcome) {
        return switch (outcome) {
            case MET -> "✅";
            case MISSED, NO_DATA -> "❌";
            case NOT_OBSERVABLE -> "–";
        };
    }

    private void faults() {
        if (run.faults().isEmpty()) {
            return;
        }
        line("| fault | from | until | hit | died | back: 50 % | 99 % | 100 % | attempts | peak |");
        line("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        for (FaultOutcome fault : run.faults()) {
            row(
                    plain(fault.name()),
                    Units.seconds(fault.beganSeconds()),
                    Double.isNaN(fault.endedSeconds()) ? "–" : Units.seconds(fault.endedSeconds()),
                    Units.count(fault.clientsHit()),
                    FaultNumbers.died(fault),
                    FaultNumbers.back(run, fault, fault.t50()),
                    FaultNumbers.back(run, fault, fault.t99()),
                    FaultNumbers.back(run, fault, fault.t100()),
                    count(fault.metrics().get("attempts.total"), ""),
                    count(fault.metrics().get("attempts.peak"), "/s"));
        }
        line("");
        List<Effects.Effect> effects = Effects.of(run);
        effects.forEach(each -> line("- **" + plain(each.name()) + "**: " + plain(each.words())));
        if (!effects.isEmpty()) {
            line("");
        }
        if (Effects.onServers(run)) {
            line(plain(Effects.BEHIND_PROXY));
            line("");
        }
    }

    private static String count(@Nullable Metric metric, String unit) {
        return metric instanceof Metric.Count count ? Units.count(count.value()) + unit : FaultNumbers.NOTHING;
    }

    private void metrics() {
        List<String> bounds = new ArrayList<>();
        line("| | count | p50 | p99 | max |");
        line("|---|--:|--:|--:|--:|");
        for (String name : KEY) {
            if (run.metrics().get(name) instanceof Metric.Distribution found
                    && found.count() + found.unfinished() > 0) {
                row(
                        "`" + name + "`" + plain(beside(name)),
                        Units.count(found.count()),
                        Units.duration(found.p50()),
                        Units.duration(found.p99()),
                        Units.duration(found.max()));
            }
        }
        for (BoundCheck bound : run.bounds()) {
            if (bound.measured() > 0) {
                bounds.add(String.format(
                        Locale.ROOT,
                        "`%s`%s %s of %s within %s",
                        bound.metric(),
                        bound.scope().isEmpty() ? "" : " of " + plain(bound.scope()),
                        Units.count(bound.measured() - bound.exceeded()),
                        Units.count(bound.measured()),
                        Units.duration(bound.boundMillis())));
            }
        }
        line("");
        if (!bounds.isEmpty()) {
            line("What the rules promise: " + String.join("; ", bounds) + ".");
            line("");
        }
    }

    private String beside(String metric) {
        String how = Silences.of(run, metric);
        return how.isEmpty() ? "" : " (" + how + ")";
    }

    private void warnings() {
        List<String> all = new ArrayList<>(run.warnings());
        all.addAll(folder.notes());
        all.stream().limit(WARNINGS).forEach(warning -> line("- ⚠️ " + plain(warning)));
        if (all.size() > WARNINGS) {
            line("- and " + (all.size() - WARNINGS) + " more: see the report");
        }
        if (!all.isEmpty()) {
            line("");
        }
    }

    private void foot() {
        line("Seed " + run.identity().seed() + ", " + plain(run.identity().engine()) + ", Flatline "
                + plain(folder.flatline()) + ". Again:");
        line("");
        line("```sh");
        line(run.identity().command().replace('\n', ' '));
        line("```");
    }

    private void row(String... cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    private void line(String text) {
        page.append(text).append('\n');
    }

    /** Text that is not to be taken for Markdown or HTML. */
    static String plain(String text) {
        return text.replace("\n", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replaceAll("([\\\\`*_\\[\\]|#])", "\\\\$1");
    }
}
