package dev.flatline.report.html;

import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.RunResult;
import dev.flatline.report.words.Units;

/** What each fault did. */
final class FaultsPart {

    private FaultsPart() {}

    static String html(RunResult run) {
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
                    Cell.text(number(fault) + "\u00a0" + fault.label()),
                    Cell.number(Units.seconds(fault.beganSeconds())),
                    Cell.number(ended(fault)),
                    Cell.number(Units.share(fault.share())),
                    Cell.count(fault.clientsHit()).value(id + ".clientsHit", fault.clientsHit()),
                    Cell.count(fault.died()).value(id + ".died", fault.died()),
                    Cell.count(fault.survived()).value(id + ".survived", fault.survived()),
                    Cell.duration(fault.t50()).value(id + ".t50", fault.t50()),
                    Cell.duration(fault.t90()).value(id + ".t90", fault.t90()),
                    Cell.duration(fault.t99()).value(id + ".t99", fault.t99()),
                    Cell.duration(fault.t100()).value(id + ".t100", fault.t100()));
        }
        return Markup.section("faults", "Faults", table.html());
    }

    /** Its number in the charts and the tables: from 1, as people count. */
    static String number(FaultOutcome fault) {
        return Integer.toString(fault.index() + 1);
    }

    private static String ended(FaultOutcome fault) {
        return Double.isNaN(fault.endedSeconds()) ? "end of run" : Units.seconds(fault.endedSeconds());
    }
}
