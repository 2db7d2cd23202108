package dev.flatline.report.words;

import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.RunResult;
import java.util.ArrayList;
import java.util.List;

/** The first sentence: which faults hit how many clients, and when. */
final class Happened {

    private static final int NAMED = 3;

    private Happened() {}

    static String sentence(RunResult run, double measuredSeconds) {
        int clients = run.identity().clients();
        String fleet = FaultWords.clients(clients) + " ran against the " + target(run) + " for "
                + Units.seconds(measuredSeconds);
        if (new Metrics(run).nobodyOpened()) {
            return Story.sentence(fleet + ", and none of them ever opened a connection");
        }
        if (run.faults().isEmpty()) {
            return Story.sentence(fleet + ", and no fault was injected");
        }
        List<String> faults = new ArrayList<>();
        for (FaultOutcome fault :
                run.faults().subList(0, Math.min(NAMED, run.faults().size()))) {
            faults.add(FaultWords.a(fault) + " hit " + FaultWords.hit(fault, clients) + " " + FaultWords.when(fault));
        }
        if (run.faults().size() > NAMED) {
            faults.add((run.faults().size() - NAMED) + " more faults followed");
        }
        return Story.sentence(fleet + "; " + Story.list(faults));
    }

    private static String target(RunResult run) {
        String target = run.identity().target();
        return target.contains("://") ? "server at " + target : target;
    }
}
