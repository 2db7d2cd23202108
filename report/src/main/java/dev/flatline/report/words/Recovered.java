package dev.flatline.report.words;

import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.RunResult;
import java.util.List;
import java.util.Optional;

/** The third sentence: whether everyone came back, how fast, and at what peak of attempts. */
final class Recovered {

    private final RunResult run;
    private final Metrics metrics;

    private Recovered(RunResult run) {
        this.run = run;
        this.metrics = new Metrics(run);
    }

    static String sentence(RunResult run) {
        Recovered recovered = new Recovered(run);
        return Story.sentence(recovered.outcome() + recovered.peak() + recovered.secondWave());
    }

    private String outcome() {
        Optional<Metric.Distribution> outage = metrics.recorded("outage");
        if (metrics.nobodyOpened()) {
            return "nobody had anything to come back to";
        }
        if (outage.isEmpty()) {
            return "no client was ever without a working connection";
        }
        long down = outage.get().unfinished();
        if (down == 0) {
            return "everyone came back: " + returns(outage.get());
        }
        boolean cut = run.state() != RunResult.State.COMPLETED;
        String who =
                (outage.get().count() == 0 ? "nobody " : "not everyone ") + (cut ? "was back yet: " : "came back: ");
        long gone = metrics.count("clients.gave_up");
        return who + FaultWords.clients(down) + (down == 1 ? " was" : " were")
                + " without a working connection at the end"
                + (gone == 0 ? "" : ", " + Units.count(gone) + " of them for good, having given up");
    }

    private String returns(Metric.Distribution outage) {
        List<String> faults = run.faults().stream()
                .filter(fault -> fault.clientsHit() > 0 && Double.isFinite(fault.t100()))
                .map(Recovered::last)
                .toList();
        String longest = "the longest outage was " + Units.duration(outage.max());
        return faults.isEmpty() || faults.size() > 3
                ? longest
                : "the last client was open again " + Story.list(faults) + ", and " + longest;
    }

    private static String last(FaultOutcome fault) {
        return (fault.t100() == 0 ? "before " : Units.duration(fault.t100()) + " after ") + FaultWords.the(fault)
                + " ended";
    }

    private String peak() {
        long attempts = metrics.count("attempts.total");
        if (attempts == 0) {
            return "";
        }
        return "; "
                + (attempts == 1
                        ? "it took 1 reconnect attempt"
                        : "it took " + Units.count(attempts) + " reconnect attempts, "
                                + Units.count(metrics.count("attempts.peak")) + " of them in the busiest second");
    }

    private String secondWave() {
        long again = metrics.count("second_wave");
        return again == 0
                ? ""
                : "; a second wave followed: " + FaultWords.clients(again) + (again == 1 ? " was" : " were")
                        + " lost again within 30 s of returning";
    }
}
