package dev.flatline.core.measure.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.measure.ProcessorUse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JointProcessorsTest {

    private final List<ProcessorUse> told = new ArrayList<>();
    private final JointProcessors joint = new JointProcessors(3, told::add);

    @Test
    void theFirstProcessTellsTheLatestReadingsOfAll() {
        read(1, 0.25);
        read(2, 0.125);
        read(0, 0.5);

        read(2, 0.25);
        read(1, 0.125);
        read(0, 0.0625);

        assertEquals(List.of(use(0.875), use(0.4375)), told);
    }

    @Test
    void aProcessThatReadsTwiceInASecondCountsOnce() {
        read(1, 0.25);
        read(2, 0.25);
        read(1, 0.5);

        read(0, 0.125);

        assertEquals(List.of(use(0.875)), told);
    }

    @Test
    void aProcessThatIsLateCountsWithItsLatestReading() {
        read(1, 0.25);
        read(2, 0.5);
        read(0, 0.125);

        read(1, 0.125);
        read(0, 0.125);

        assertEquals(List.of(use(0.875), use(0.75)), told);
    }

    @Test
    void nothingIsToldUntilEachHasRead() {
        read(0, 0.5);
        read(1, 0.5);
        read(1, 0.5);
        read(0, 0.5);

        assertEquals(List.of(), told);
    }

    @Test
    void whatEverybodyUsesIsTheMostThatAnyOfThemSaw() {
        joint.of(1).accept(new ProcessorUse(0.25, 0.25, Double.NaN));
        joint.of(2).accept(new ProcessorUse(0.25, 0.25, 0.75));
        joint.of(0).accept(new ProcessorUse(0.25, 0.125, 0.5));

        assertEquals(List.of(new ProcessorUse(0.75, 0.625, 0.75)), told);
    }

    private void read(int process, double own) {
        joint.of(process).accept(use(own));
    }

    private static ProcessorUse use(double own) {
        return new ProcessorUse(own, own, 0.875);
    }
}
