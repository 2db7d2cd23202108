package dev.flatline.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.measure.EventLoopPart;
import dev.flatline.core.measure.MeterPlan;
import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.ProcessorUse;
import dev.flatline.core.measure.RunRecorder;
import dev.flatline.scenarios.GeneratorBounds;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Faults of the generator, planted in the recorder of a run that was fine otherwise. */
class GeneratorChecksTest {

    private static final long MS = 1_000_000;
    private static final GeneratorBounds BOUNDS = new GeneratorBounds(200 * MS, 1_000 * MS, 0.5, 500 * MS);

    private final RunRecorder recorder = fine();

    @Test
    void aRunInWhichNothingIsPlantedIsValid() {
        assertEquals(List.of(), spoilt());
    }

    @Test
    void aLateFleetIsNamed() {
        tick(EventLoopPart.FLEET, 250, 100);

        assertEquals(
                List.of(
                        "the fleet's event loop was the bottleneck: it was 250 ms late at the 99th percentile (allowed: 200 ms)"
                                + " and 250 ms at worst (allowed: 1000 ms); use fewer clients, --processes N or a quieter machine"),
                spoilt());
    }

    @Test
    void aLateProxyIsNamedAndSoIsTheWayWithoutIt() {
        tick(EventLoopPart.PROXY, 1_100, 1);

        assertEquals(
                List.of(
                        "the proxy's event loop was the bottleneck: it was 1 ms late at the 99th percentile (allowed: 200 ms)"
                                + " and 1101 ms at worst (allowed: 1000 ms); use fewer clients, inject: client (no proxy) or a quieter"
                                + " machine"),
                spoilt());
    }

    @Test
    void aLateServerIsShownAndIsNotTheGeneratorsFault() {
        tick(EventLoopPart.SERVER, 5_000, 1_000);

        assertEquals(List.of(), spoilt());
        assertEquals(5_000, distribution("server.lag").max(), 10);
        assertTrue(distribution("generator.lag").max() < 2);
    }

    @Test
    void atTheBoundIsNotPastIt() {
        assertEquals(Optional.empty(), LagCheck.FLEET.spoilt(lag(200, 1_000), BOUNDS));
        assertTrue(LagCheck.FLEET.spoilt(lag(201, 300), BOUNDS).isPresent());
        assertTrue(LagCheck.FLEET.spoilt(lag(1, 1_001), BOUNDS).isPresent());
    }

    @Test
    void aLongCollectionIsNamedAndIsTheReasonOfTheLagThatItMade() {
        recorder.generatorPaused(1_500 * MS);
        tick(EventLoopPart.FLEET, 1_500, 100);

        assertEquals(
                List.of(
                        "the fleet's event loop was the bottleneck: it was 1501 ms late at the 99th percentile (allowed: 200 ms)"
                                + " and 1501 ms at worst (allowed: 1000 ms), while the collector stopped it: give it more heap,"
                                + " such as FLATLINE_JAVA_OPTS=-Xmx2g; use fewer clients, --processes N or a quieter machine",
                        "the garbage collector was the bottleneck: it stopped the generator for 1501 ms once (allowed: 1000 ms)"
                                + " and 1 times in all; give it more heap, such as FLATLINE_JAVA_OPTS=-Xmx2g, or use fewer"
                                + " clients"),
                spoilt());
    }

    @Test
    void aBusyRecorderIsTheReasonOfTheLagThatItMade() {
        recorder.generatorWrote(900 * MS);
        tick(EventLoopPart.FLEET, 1_100, 1);

        assertTrue(
                spoilt().get(0).contains("while the recorder of the run was busy: write results to a faster disk"),
                spoilt()::toString);
    }

    @Test
    void processorsThatThisProcessUsedUpAreNamed() {
        for (int second = 0; second < 30; second++) {
            recorder.processors(new ProcessorUse(0.7, 0.7, 0.99));
        }

        assertEquals(
                List.of(
                        "the processors of this machine were the bottleneck: Flatline used them up in 75 % of the seconds"
                                + " (allowed: 50 %); use fewer clients, inject: client (no proxy), a server on another machine, or more"
                                + " cores"),
                spoilt());
    }

    @Test
    void processorsThatOthersUsedUpAreToldWhereTheyMadeLoopsLate() {
        for (int second = 0; second < 30; second++) {
            recorder.processors(new ProcessorUse(0.2, 0.2, 1));
        }

        assertEquals(List.of(), spoilt());

        tick(EventLoopPart.FLEET, 300, 100);

        assertTrue(
                spoilt().get(0)
                        .contains(
                                "the processors of this machine were 100 % in use at times, at most 40 % of what it may use"
                                        + " by Flatline"),
                spoilt()::toString);
    }

    @Test
    void aBusyStartOfAShortRunIsNoSaturation() {
        for (int second = 0; second < 9; second++) {
            recorder.processors(new ProcessorUse(1, 1, 1));
        }

        assertEquals(List.of(), spoilt());
    }

    @Test
    void whatBeganTooLateIsNamed() {
        for (int attempt = 0; attempt < 20; attempt++) {
            recorder.events().attempted(1, true, 0, 800 * MS);
        }

        assertEquals(
                List.of(
                        "the fleet began too late what was due: 800 ms at the 99th percentile of 120 attempts, pings and messages"
                                + " (allowed: 500 ms); use fewer clients, a lower rate, --processes N or a quieter machine"),
                spoilt());
    }

    @Test
    void aMachineThatRanOutOfDescriptorsIsNamed() {
        Map<String, Metric> exhausted = Map.of("connect.failed.no-resources", new Metric.Count(27));

        assertEquals(
                List.of(
                        "27 connects failed because this machine ran out of file descriptors or ports; use fewer clients, or see"
                                + " flatline doctor"),
                Verdicts.spoilt(exhausted, BOUNDS));
        assertEquals(List.of(), Verdicts.spoilt(Map.of("connect.failed.reset", new Metric.Count(27)), BOUNDS));
    }

    @Test
    void aSimulatedRunIsNeverSpoilt() {
        RunRecorder simulated = recorder(true);
        simulated.tick(EventLoopPart.FLEET, 0, 5_000 * MS);
        simulated.generatorPaused(5_000 * MS);

        Map<String, Metric> metrics = simulated.metrics();

        assertEquals(List.of(), Verdicts.spoilt(metrics, BOUNDS));
        for (String metric :
                List.of("generator.lag", "generator.gc", "generator.late", "generator.cpu", "server.lag")) {
            assertTrue(metrics.get(metric) instanceof Metric.Absent, metric);
        }
    }

    private List<String> spoilt() {
        return Verdicts.spoilt(recorder.metrics(), BOUNDS);
    }

    private Metric.Distribution distribution(String name) {
        return (Metric.Distribution) Objects.requireNonNull(recorder.metrics().get(name), name);
    }

    private void tick(EventLoopPart part, long lateMillis, int times) {
        for (int count = 0; count < times; count++) {
            recorder.tick(part, 0, lateMillis * MS);
        }
    }

    /** A second of a run in which everything is on time. */
    private static RunRecorder fine() {
        RunRecorder recorder = recorder(false);
        for (int count = 0; count < 100; count++) {
            recorder.events().attempted(1, false, 0, MS);
        }
        for (EventLoopPart part : EventLoopPart.values()) {
            for (int count = 0; count < 1_000; count++) {
                recorder.tick(part, 0, MS);
            }
        }
        for (int second = 0; second < 10; second++) {
            recorder.processors(new ProcessorUse(0.4, 0.4, 0.6));
        }
        return recorder;
    }

    private static RunRecorder recorder(boolean virtualTime) {
        MeterPlan plan = new MeterPlan(
                SmallStorm.scenario(SmallStorm.YAML).load(),
                0,
                Optional.of(SmallStorm.scenario(SmallStorm.YAML).serverRule()),
                virtualTime);
        return new RunRecorder(plan, line -> {}, line -> {}, 1_000);
    }

    private static Map<String, Metric> lag(double p99, double max) {
        return Map.of("generator.lag.fleet", new Metric.Distribution(7_500, 0, 1, 1, 1, p99, max, max));
    }
}
