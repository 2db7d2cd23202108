package dev.flatline.report.words;

import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.RunResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The second sentence: who noticed the connections that died without a word, how fast, and who was killed for nothing. */
final class Noticed {

    private final RunResult run;
    private final Metrics metrics;
    private final long died;
    private final long survived;

    private Noticed(RunResult run) {
        this.run = run;
        metrics = new Metrics(run);
        died = run.faults().stream().mapToLong(FaultOutcome::died).sum();
        survived = run.faults().stream().mapToLong(FaultOutcome::survived).sum();
    }

    static String sentence(RunResult run) {
        Noticed noticed = new Noticed(run);
        if (noticed.metrics.nobodyOpened()) {
            return "There was no connection whose death anybody could have noticed.";
        }
        return Story.sentence(noticed.deaths() + noticed.late() + noticed.mistakes());
    }

    private String deaths() {
        if (died == 0) {
            return "no connection died silently, so there was no death to notice";
        }
        if (survived >= died) {
            return run.faults().stream()
                            .filter(fault -> fault.died() > 0)
                            .map(FaultWords::the)
                            .findFirst()
                            .orElse("the fault")
                    + " was shorter than every heartbeat timeout and killed nobody: "
                    + (died == 1 ? "the connection" : "all " + Units.count(died) + " connections")
                    + " that went silent lived on";
        }
        String start = FaultWords.things(died - survived, "connection") + " died silently";
        if (survived > 0) {
            start += " (" + Units.count(survived) + " more outlived the fault)";
        }
        String manner = Silences.inSentence(run);
        if (!manner.isEmpty()) {
            start += manner.contains(":") ? " [" + manner + "]" : ", " + manner;
        }
        return start + ": " + Story.list(List.of(side("clients", "detect.client"), side("the server", "detect.server")))
                + missed();
    }

    private String side(String who, String metric) {
        Optional<String> absent = metrics.absent(metric);
        if (absent.isPresent()) {
            return "what " + who + " noticed is not observable (" + absent.get() + ")";
        }
        return metrics.recorded(metric)
                .map(found -> who + " noticed " + times(found))
                .orElse(who + " noticed none of them");
    }

    private static String times(Metric.Distribution found) {
        return found.count() == 1
                ? "once, after " + Units.duration(found.max())
                : "after " + Units.duration(found.p50()) + " in the median and " + Units.duration(found.max())
                        + " at worst";
    }

    private String missed() {
        long told = metrics.count("detect.told");
        String late = told == 0
                ? ""
                : "; " + FaultWords.things(told, "notice")
                        + " came only with the FIN or RST that the fault had held back";
        return late + unnoticed();
    }

    private String unnoticed() {
        long missed = metrics.count("detect.missed");
        return missed == 0
                ? (metrics.absent("detect.server").isPresent() ? "; the clients missed none" : "; none was missed")
                : "; " + FaultWords.things(missed, "death") + " had not been noticed by the end";
    }

    /** Notices beyond what the rules' own numbers promise. */
    private String late() {
        long late = metrics.count("detect.client.late") + metrics.count("detect.server.late");
        return late == 0
                ? ""
                : "; " + FaultWords.things(late, "notice") + " came later than the heartbeat rules promise";
    }

    private String mistakes() {
        long wrong = metrics.count("false_kills");
        long slow = metrics.count("slow_kills");
        if (wrong == 0 && slow == 0) {
            return ", and no heartbeat rule killed a connection that was alive and well";
        }
        return ", and heartbeat rules killed "
                + Stream.of(kills(wrong, "that nothing was wrong with"), kills(slow, "that a fault only slowed down"))
                        .filter(words -> !words.isEmpty())
                        .collect(Collectors.joining(" and "));
    }

    private static String kills(long count, String which) {
        return count == 0 ? "" : FaultWords.things(count, "connection") + " " + which;
    }
}
