package dev.flatline.report.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.measure.Metric;
import dev.flatline.report.testing.SampleRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrainTest {

    private final SampleRun run = new SampleRun();

    @Test
    void onSocketsItIsTheLagOfTheWorstRun() {
        Side base = side(5);
        Side other = side(40);

        assertEquals(new Grain(2, 40), Grain.of(base, other));
        assertEquals(new Grain(2, 40), Grain.of(other, base));
    }

    @Test
    void aSimulationHasNone() {
        run.engine = "simulated";

        assertEquals(Grain.SIMULATED, Grain.of(side(5), side(5)));
    }

    @Test
    void aRunWithoutALagStillHangsOnItsMachine() {
        run.metrics.remove("generator.lag");
        Side side = Side.of("a", List.of(run.result()));

        assertEquals(new Grain(2, 0), Grain.of(side, side));
    }

    private Side side(double lag) {
        run.metrics.put("generator.lag", new Metric.Distribution(100, 0, 1, 1, 1, lag, lag, lag));
        return Side.of("a", List.of(run.result()));
    }
}
