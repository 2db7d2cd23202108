package dev.flatline.core.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.seed.Seeds;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PhaseMeterTest {

    private static final long MS = 1_000_000;
    private static final long INTERVAL = 2_000 * MS;

    private final PhaseMeter meter = new PhaseMeter(INTERVAL);

    @Test
    void aPerfectSpreadIsOne() {
        for (long at = 0; at < 4_000; at += 10) {
            meter.sent(at * MS);
        }

        assertEquals(1, meter.peakToMean(4_000 * MS));
    }

    @Test
    void perfectStepIsTheNumberOfBins() {
        for (int round = 0; round < 3; round++) {
            for (int client = 0; client < 500; client++) {
                meter.sent(round * INTERVAL + 730 * MS);
            }
        }

        assertEquals(20, meter.peakToMean(3 * INTERVAL));
    }

    @Test
    void randomPhasesStayBelowWhatTheJavadocSays() {
        int clients = 20_000;
        double most = 1 + Math.sqrt(2 * Math.log(20) / (clients / 20.0));
        int above = 0;
        for (int seed = 0; seed < 100; seed++) {
            RandomGenerator random = new Seeds(seed).generator("phases", 0);
            PhaseMeter phases = new PhaseMeter(INTERVAL);
            for (int client = 0; client < clients; client++) {
                phases.sent(random.nextLong(INTERVAL));
            }
            assertTrue(phases.peakToMean(INTERVAL) > 1);
            above += phases.peakToMean(INTERVAL) > most ? 1 : 0;
        }

        // Of 20 normal values the largest is above 2.45 deviations in 13 of 100 draws.
        assertTrue(above < 30, above + " of 100");
    }

    @Test
    void looksAtTheLastWholeIntervalOnly() {
        for (int client = 0; client < 100; client++) {
            meter.sent(50 * MS);
        }
        for (long at = 2_000; at < 4_000; at += 100) {
            meter.sent(at * MS);
        }
        meter.sent(4_001 * MS);

        assertEquals(1, meter.peakToMean(4_050 * MS));
    }

    @Test
    void saysNothingBeforeAWholeIntervalIsOverNorWithoutPings() {
        assertEquals(Double.NaN, meter.peakToMean(10_000 * MS));
        PhaseMeter young = new PhaseMeter(INTERVAL);

        young.sent(0);

        assertEquals(Double.NaN, young.peakToMean(1_999 * MS));
        assertEquals(20, young.peakToMean(2_000 * MS));
    }

    @Test
    void aRunTellsItBeforeItsFirstFaultAndAtItsEnd() {
        ScheduledFault hole = Told.blackhole(0);
        Told told = Told.ours();
        for (int tenth = 0; tenth < 20; tenth++) {
            told.ping(1 + tenth % 9, 2_000 + tenth * 100);
        }
        told.begins(hole, 4_000, 1).ends(hole, 5_000);
        for (int client = 0; client < 10; client++) {
            told.ping(client, 7_000);
        }
        told.ping(1, 9_000);

        assertEquals(new Metric.Ratio(1), told.recorder.metrics().get("heartbeat.phase_lock.before"));
        assertEquals(new Metric.Ratio(20), told.recorder.metrics().get("heartbeat.phase_lock.after"));
        assertEquals(
                new Metric.Ratio(20), told.recorder.faults().get(0).metrics().get("heartbeat.phase_lock.after"));
    }

    @Test
    void withoutAFaultThereIsNoAfter() {
        Told told = Told.ours();
        for (int tenth = 0; tenth < 21; tenth++) {
            told.ping(1, tenth * 100);
        }

        assertEquals(new Metric.Ratio(1), told.recorder.metrics().get("heartbeat.phase_lock.before"));
        assertEquals(Double.NaN, ((Metric.Ratio) told.metric("heartbeat.phase_lock.after")).value());
    }
}
