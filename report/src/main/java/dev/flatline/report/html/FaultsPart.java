package dev.flatline.report.html;

import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.RunResult;
import dev.flatline.report.words.Effects;
import dev.flatline.report.words.FaultNumbers;
import dev.flatline.report.words.MetricWords;
import dev.flatline.report.words.Units;

/** What each fault did. */
final class FaultsPart {

    private FaultsPart() {}

    /** The faults, and what is known of the way back, drawn. */
    static String html(RunResult run, String recovery) {
        if (run.faults().isEmpty()) {
            return Markup.section("faults", "Faults", Markup.note("No fault was injected."));
        }
        Table table = new Table(
                "Whom each fault hit, and the way back",
                "Fault",
                "From",
                "To",
                "Share",
                "Clients hit",
                "Died silently",
                "Survived",
                "t50",
                "t90",
                "t99",
                "t100");
        for (FaultOutcome fault : run.faults()) {
            String id = "fault." + fault.index();
            table.row(
                    Cell.text(number(fault) + "\u00a0" + fault.name())
                            .noting(fault.nature().sign().words()),
                    Cell.number(Units.seconds(fault.beganSeconds())),
                    Cell.number(ended(fault)),
                    Cell.number(Units.share(fault.share())),
                    Cell.count(fault.clientsHit()).value(id + ".clientsHit", fault.clientsHit()),
                    Cell.number(FaultNumbers.died(fault)).value(id + ".died", fault.died()),
                    Cell.number(FaultNumbers.survived(fault)).value(id + ".survived", fault.survived()),
                    Cell.number(FaultNumbers.back(run, fault, fault.t50())).value(id + ".t50", fault.t50()),
                    Cell.number(FaultNumbers.back(run, fault, fault.t90())).value(id + ".t90", fault.t90()),
                    Cell.number(FaultNumbers.back(run, fault, fault.t99())).value(id + ".t99", fault.t99()),
                    Cell.number(FaultNumbers.back(run, fault, fault.t100())).value(id + ".t100", fault.t100()));
        }
        return Markup.section("faults", "Faults", table.html() + effects(run) + recovery + slowest(run) + metrics(run));
    }

    /** What a connection sees of each, so that nobody takes a FIN for a silence. */
    private static String effects(RunResult run) {
        StringBuilder entries = new StringBuilder();
        for (Effects.Effect effect : Effects.of(run)) {
            entries.append("<dt>")
                    .append(Markup.escape(effect.name()))
                    .append(
                            effect.sign().isEmpty()
                                    ? ""
                                    : " <span class=\"sign\">" + Markup.escape(effect.sign()) + "</span>")
                    .append("</dt><dd>")
                    .append(Markup.escape(effect.sentence()))
                    .append("</dd>\n");
        }
        return entries.isEmpty()
                ? ""
                : "<h3>What each really does</h3>\n<dl class=\"effects\">\n" + entries + "</dl>\n"
                        + (Effects.onServers(run) ? Markup.note(Effects.BEHIND_PROXY) : "");
    }

    private static String head(FaultOutcome fault) {
        String sign = fault.nature().sign().words();
        return number(fault) + " " + fault.name() + (sign.isEmpty() ? "" : " (" + sign + ")");
    }

    /** The metrics of the clients that each fault hit. */
    private static String metrics(RunResult run) {
        Matrix matrix = new Matrix("The clients that each fault hit: p50 · p99 · max where there are many");
        run.faults().stream()
                .filter(fault -> !fault.metrics().isEmpty())
                .forEach(fault -> matrix.add("fault." + fault.index(), head(fault), fault.metrics()));
        return Markup.details("What each fault did to the clients it hit", matrix.html());
    }

    /** The metrics {@code recover.*}, which objectives are about. */
    private static String slowest(RunResult run) {
        Numbers numbers = new Numbers("The slowest of the faults, by metric");
        run.metrics().forEach((name, metric) -> {
            if (isRecovery(name) && metric instanceof Metric.Duration found) {
                String text = FaultNumbers.back(run, found.millis());
                numbers.add(
                        Cell.named(name, MetricWords.meaning(name)),
                        Cell.number(text).value(name, found.millis()));
            }
        });
        return numbers.html();
    }

    /** Whether a metric stands here, and not among those of the whole run. */
    static boolean isRecovery(String metric) {
        return metric.startsWith("recover.");
    }

    /** Its number in the charts and the tables: from 1, as people count. */
    static String number(FaultOutcome fault) {
        return Integer.toString(fault.index() + 1);
    }

    private static String ended(FaultOutcome fault) {
        return Double.isNaN(fault.endedSeconds()) ? "end of run" : Units.seconds(fault.endedSeconds());
    }
}
