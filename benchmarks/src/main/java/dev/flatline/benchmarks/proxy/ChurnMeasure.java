package dev.flatline.benchmarks.proxy;

import dev.flatline.benchmarks.rig.Aim;
import dev.flatline.benchmarks.rig.Candidate;
import dev.flatline.benchmarks.rig.Figure;
import dev.flatline.benchmarks.rig.Rig;
import dev.flatline.benchmarks.rig.Samples;
import dev.flatline.benchmarks.rig.Section;
import dev.flatline.benchmarks.rig.Unit;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Toxics that come, change and go all the time, while connections live that most of them do not hit. */
final class ChurnMeasure {

    private static final int CONNECTIONS = 2_000;
    private static final int ECHOES_PER_SECOND = 2_000;
    private static final int CHANGES_PER_SECOND = 200;
    private static final int HEAP_MEGABYTES = 256;
    private static final double NINETY_NINE = 0.99;

    private final Rig rig;
    private final Lanes lanes;
    private final Figure slowest = new Figure("slowest change", Unit.MILLIS, Aim.atMost(1_000));
    private final Figure p99 = new Figure("change, p99", Unit.MILLIS, Aim.NONE);
    private final Figure rate = new Figure("changes a second", Unit.PER_SECOND, Aim.atLeast(CHANGES_PER_SECOND * 0.95));
    private final Figure lost = new Figure("connections lost or answered wrongly", Unit.COUNT, Aim.atMost(0));

    ChurnMeasure(Rig rig, Lanes lanes) {
        this.rig = rig;
        this.lanes = lanes;
    }

    Section run() throws IOException {
        int seconds = rig.choose(2, 10, 30);
        try (Lane lane = lanes.flatline(HEAP_MEGABYTES)) {
            lane.load.open(CONNECTIONS);
            int api = (int) lane.ask("api");
            Churn churn = new Churn(api, CHANGES_PER_SECOND, Duration.ofSeconds(seconds));
            lane.load.pacedEchoes(ECHOES_PER_SECOND, ECHOES_PER_SECOND * seconds);
            double[] millis = churn.await();
            lane.load.check();
            lost.add(Candidate.FLATLINE, (double) (CONNECTIONS - lane.ask("open")));
            slowest.add(Candidate.FLATLINE, Samples.percentile(1, millis));
            p99.add(Candidate.FLATLINE, Samples.percentile(NINETY_NINE, millis));
            rate.add(Candidate.FLATLINE, millis.length / churn.seconds());
            rig.say(String.format(
                    Locale.ROOT,
                    "changes: %d, p99 %.1f ms, slowest %.1f ms",
                    millis.length,
                    Samples.percentile(NINETY_NINE, millis),
                    Samples.percentile(1, millis)));
        }
        return new Section(
                "churn: toxics that come, change and go",
                String.format(
                        Locale.ROOT,
                        "%,d connections that echo %,d texts a second, and %d changes a second over the control API: latency on three "
                                + "of ten connections put on, updated and taken off, and a reset aimed at others.",
                        CONNECTIONS,
                        ECHOES_PER_SECOND,
                        CHANGES_PER_SECOND),
                List.of(slowest, p99, rate, lost));
    }
}
