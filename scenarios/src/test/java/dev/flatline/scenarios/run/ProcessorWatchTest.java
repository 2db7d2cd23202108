package dev.flatline.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.measure.ProcessorUse;
import dev.flatline.core.time.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorWatchTest {

    private static final long SECOND = 1_000_000_000;

    private final VirtualTime time = new VirtualTime();
    private final Planted planted = new Planted();
    private final List<ProcessorUse> told = new ArrayList<>();
    private final ProcessorWatch watch = new ProcessorWatch(time, planted, told::add);

    @Test
    void tellsEverySecondWhatWasUsedSinceTheLast() {
        watch.start();

        passes(SECOND, 100, 200);
        passes(SECOND / 2, 50, 200);

        assertEquals(List.of(new ProcessorUse(0.5, 0.5, 0.5), new ProcessorUse(0.25, 0.25, 0.25)), told);
    }

    @Test
    void aControlGroupThatAllowsHalfACoreIsUsedUpByHalfACore() {
        planted.allowed = 0.5;
        watch.start();

        passes(SECOND / 2, 60, 200);

        assertEquals(List.of(new ProcessorUse(1, 0.25, 0.3)), told);
        assertTrue(told.get(0).saturated());
    }

    @Test
    void whereTheKernelTellsNothingTheProcessIsKnownAlone() {
        watch.start();

        passes(2 * SECOND, 0, 0);

        assertEquals(List.of(new ProcessorUse(1, 1, Double.NaN)), told);
        assertTrue(told.get(0).saturated());
    }

    @Test
    void tellsNothingOnceItIsStopped() {
        watch.start();
        watch.stop();

        passes(SECOND, 100, 200);

        assertEquals(List.of(), told);
    }

    @Test
    void aMachineThatOthersFillIsNotSaturatedByFlatline() {
        assertFalse(new ProcessorUse(0.49, 0.49, 1).saturated());
        assertTrue(new ProcessorUse(0.5, 0.5, 0.95).saturated());
        assertFalse(new ProcessorUse(0.94, 0.94, 0.94).saturated());
        assertTrue(new ProcessorUse(0.95, 0.2, 0.3).saturated());
    }

    @Test
    void readsWhatTheKernelSaysOfItsProcessors(@TempDir Path folder) throws IOException {
        Path stat = Files.writeString(
                folder.resolve("stat"), "cpu  100 20 30 4000 50 6 7 8 0 0\ncpu0 1 2 3 4 5 6 7 8 0 0\n");

        assertEquals(new ProcessorReading.Ticks(171, 4_221), new MachineProcessors(stat, 2, 2).ticks());
    }

    @Test
    void aMachineWithoutThatFileIsUnknown(@TempDir Path folder) throws IOException {
        Path odd = Files.writeString(folder.resolve("odd"), "cpu one two\n");

        assertEquals(ProcessorReading.Ticks.UNKNOWN, new MachineProcessors(folder.resolve("none"), 2, 2).ticks());
        assertEquals(ProcessorReading.Ticks.UNKNOWN, new MachineProcessors(odd, 2, 2).ticks());
    }

    @Test
    void knowsTheProcessItIsIn() {
        MachineProcessors here = MachineProcessors.here();

        assertTrue(here.ownNanos() > 0);
        assertTrue(here.allowed() > 0 && here.allowed() <= here.cores(), () -> "allowed: " + here.allowed());
    }

    private void passes(long ownNanos, long busyTicks, long ticks) {
        planted.own += ownNanos;
        planted.ticks = new ProcessorReading.Ticks(planted.ticks.busy() + busyTicks, planted.ticks.total() + ticks);
        time.runUntil(time.nanoTime() + SECOND);
    }

    /** Two processors that do as they are told. */
    private static final class Planted implements ProcessorReading {

        private double allowed = 2;
        private long own = 7;
        private Ticks ticks = new Ticks(3, 10);

        @Override
        public long ownNanos() {
            return own;
        }

        @Override
        public Ticks ticks() {
            return ticks;
        }

        @Override
        public int cores() {
            return 2;
        }

        @Override
        public double allowed() {
            return allowed;
        }
    }
}
