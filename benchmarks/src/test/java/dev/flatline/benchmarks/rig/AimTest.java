package dev.flatline.benchmarks.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class AimTest {

    @Test
    void aMultipleOfAnotherIsComparedRoundByRound() {
        Figure figure = new Figure("echo", Unit.MICROS, Aim.atMost(1.3, Candidate.HAPROXY));
        add(figure, Candidate.FLATLINE, 12, 26, 13);
        add(figure, Candidate.HAPROXY, 10, 20, 10);

        String verdict = figure.aim.verdict(figure);

        assertEquals("met", verdict, "1.2, 1.3 and 1.3");
        assertEquals("≤ 1.30 × haproxy", figure.aim.read(figure.unit));
    }

    @Test
    void aMultipleThatIsTooLargeIsMissed() {
        Figure figure = new Figure("echo", Unit.MICROS, Aim.atMost(1.3, Candidate.HAPROXY));
        add(figure, Candidate.FLATLINE, 14);
        add(figure, Candidate.HAPROXY, 10);

        assertEquals("missed", figure.aim.verdict(figure));
    }

    @Test
    void withoutTheOtherThereIsNothingToCompare() {
        Figure figure = new Figure("echo", Unit.MICROS, Aim.atMost(1.3, Candidate.HAPROXY));
        add(figure, Candidate.FLATLINE, 12);

        assertEquals("not measured", figure.aim.verdict(figure));
    }

    private static void add(Figure figure, Candidate candidate, double... samples) {
        for (double sample : samples) {
            figure.add(candidate, sample);
        }
    }
}
