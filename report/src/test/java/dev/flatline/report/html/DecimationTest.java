package dev.flatline.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecimationTest {

    @Test
    void leavesAShortSeriesAlone() {
        List<Point> points = series(1_200);

        assertEquals(points, Decimation.thin(points));
    }

    @Test
    void keepsOneSpikeAndOneDipAmongThousands() {
        List<Point> points = series(36_000);

        List<Point> kept = Decimation.thin(points);

        assertTrue(kept.size() <= Decimation.MAX_POINTS);
        assertTrue(kept.contains(new Point(17_003, 999_999)));
        assertTrue(kept.contains(new Point(17_004, -1)));
    }

    @Test
    void keepsThePointsInOrder() {
        List<Point> kept = Decimation.thin(series(1_201));

        assertTrue(IntStream.range(1, kept.size())
                .allMatch(i -> kept.get(i - 1).x() < kept.get(i).x()));
    }

    private static List<Point> series(int length) {
        return IntStream.range(0, length)
                .mapToObj(i -> new Point(i, i == 17_003 ? 999_999 : i == 17_004 ? -1 : i * 31L % 17))
                .toList();
    }
}
