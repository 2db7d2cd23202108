package dev.flatline.report.html;

import java.util.ArrayList;
import java.util.List;

/**
 * Thins a line out for a chart and keeps every spike: the lowest and the highest point of each bucket stay, in their order and
 * at their own place. A bucket that is a gap from end to end stays one.
 */
final class Decimation {

    static final int MAX_POINTS = 1_200;

    private Decimation() {}

    /** The points themselves if there are at most {@link #MAX_POINTS}, otherwise at most as many of them. */
    static List<Point> thin(List<Point> points) {
        int size = points.size();
        if (size <= MAX_POINTS) {
            return points;
        }
        int buckets = MAX_POINTS / 2;
        List<Point> kept = new ArrayList<>(MAX_POINTS);
        for (int bucket = 0; bucket < buckets; bucket++) {
            int from = (int) ((long) bucket * size / buckets);
            int to = (int) ((bucket + 1L) * size / buckets);
            keepExtremes(points.subList(from, to), kept);
        }
        return kept;
    }

    private static void keepExtremes(List<Point> bucket, List<Point> kept) {
        Point lowest = bucket.get(0);
        Point highest = bucket.get(0);
        for (Point point : bucket) {
            lowest = point.y() < lowest.y() || Double.isNaN(lowest.y()) ? point : lowest;
            highest = point.y() > highest.y() || Double.isNaN(highest.y()) ? point : highest;
        }
        boolean falling = highest.x() < lowest.x();
        kept.add(falling ? highest : lowest);
        if (lowest.x() != highest.x()) {
            kept.add(falling ? lowest : highest);
        }
    }
}
