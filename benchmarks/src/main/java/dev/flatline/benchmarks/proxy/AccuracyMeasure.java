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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How far a delay is from what was asked for: a round trip under it, minus the median round trip without it. */
final class AccuracyMeasure {

    private static final int CONNECTIONS = 1_000;
    private static final int HEAP_MEGABYTES = 128;
    private static final int LATENCY_MILLIS = 100;
    private static final int STACKED_MILLIS = 500;
    private static final int STREAMS = 20;
    private static final List<Integer> SPACINGS_MILLIS = List.of(1_000, 100, 10);
    private static final double NINETY_NINE = 0.99;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int MILLIS_PER_SECOND = 1_000;
    private static final Duration SETTLE = Duration.ofMillis(200);

    private final Rig rig;
    private final Lanes lanes;
    private final Figure p50 = new Figure("off by, p50", Unit.FINE_MILLIS, Aim.atMost(0.2));
    private final Figure p99 = new Figure("off by, p99", Unit.FINE_MILLIS, Aim.atMost(2));
    private final Figure machine =
            new Figure("the same without latency: the machine's own", Unit.FINE_MILLIS, Aim.NONE);
    private final Figure own50 = new Figure("late by the proxy's own meter, p50", Unit.FINE_MILLIS, Aim.atMost(0.2));
    private final Figure own99 = new Figure("late by the proxy's own meter, p99", Unit.FINE_MILLIS, Aim.atMost(2));
    private final List<Figure> figures = new ArrayList<>(List.of(p50, p99, machine, own50, own99));

    AccuracyMeasure(Rig rig, Lanes lanes) {
        this.rig = rig;
        this.lanes = lanes;
    }

    Section run() throws IOException {
        long asked = spread();
        long stacked = 0;
        try (Lane lane = lanes.flatline(HEAP_MEGABYTES)) {
            lane.load.open(STREAMS);
            double without = without(lane, STREAMS * MILLIS_PER_SECOND / 10);
            for (int i = 0; i < 2; i++) {
                stacked += lane.ask("latency " + STACKED_MILLIS);
            }
            lane.load.pause(SETTLE);
            for (int spacing : rig.choose(0, 1, 1) == 0 ? List.of(10) : SPACINGS_MILLIS) {
                stacked(lane, spacing, stacked + without);
            }
        }
        return new Section(
                "accuracy: what a latency adds to a round trip, against what was asked for",
                String.format(
                        Locale.ROOT,
                        "%,d connections with a text a second each, %d ms asked for on the answers. Stacked: two latencies, "
                                + "%,d ms together, %d connections. The median round trip through another proxy process without latency, in the same round, is taken away.",
                        CONNECTIONS,
                        asked,
                        stacked,
                        STREAMS),
                figures);
    }

    /** Many connections, each of which says little; the answer is what was asked for. */
    private long spread() throws IOException {
        try (Lane plain = lanes.flatline(HEAP_MEGABYTES);
                Lane late = lanes.flatline(HEAP_MEGABYTES)) {
            plain.load.open(CONNECTIONS);
            late.load.open(CONNECTIONS);
            long asked = late.ask("latency " + LATENCY_MILLIS);
            int warmUp = CONNECTIONS * rig.choose(1, 5, 5);
            plain.load.pacedEchoes(CONNECTIONS, warmUp);
            late.load.pacedEchoes(CONNECTIONS, warmUp);
            for (int round = 0; round < rig.choose(1, 5, 9); round++) {
                int texts = CONNECTIONS * rig.choose(1, 3, 5);
                double[] without = plain.load.pacedEchoes(CONNECTIONS, texts);
                double usual = Samples.median(without);
                double[] off = off(late, CONNECTIONS, texts, asked + usual);
                p50.add(Candidate.FLATLINE, Math.abs(Samples.median(off)));
                p99.add(Candidate.FLATLINE, tail(off));
                machine.add(Candidate.FLATLINE, Samples.percentile(NINETY_NINE, without) - usual);
                rig.say(String.format(
                        Locale.ROOT,
                        "latency of %d ms: off by %.3f ms, p99 %.3f ms; without it %.3f ms",
                        asked,
                        Samples.median(off),
                        Samples.percentile(NINETY_NINE, off),
                        Samples.percentile(NINETY_NINE, without) - usual));
            }
            own50.add(Candidate.FLATLINE, late.ask("late 0.5") / NANOS_PER_MILLI);
            own99.add(Candidate.FLATLINE, late.ask("late 0.99") / NANOS_PER_MILLI);
            rig.say(String.format(
                    Locale.ROOT,
                    "by the proxy's own meter: late by %.3f ms, p99 %.3f ms",
                    own50.median(Candidate.FLATLINE),
                    own99.median(Candidate.FLATLINE)));
            return asked;
        }
    }

    private void stacked(Lane lane, int spacingMillis, double expectedMillis) throws IOException {
        Figure figure = new Figure(
                "stacked, a chunk every " + spacingMillis + " ms, off by, p99", Unit.FINE_MILLIS, Aim.atMost(2));
        int perSecond = STREAMS * MILLIS_PER_SECOND / spacingMillis;
        double[] off = off(lane, perSecond, perSecond * rig.choose(1, 4, 10), expectedMillis);
        figure.add(Candidate.FLATLINE, tail(off));
        figures.add(figure);
        rig.say(String.format(
                Locale.ROOT,
                "stacked, every %d ms: off by %.3f ms, p99 %.3f ms",
                spacingMillis,
                Samples.median(off),
                Samples.percentile(NINETY_NINE, off)));
    }

    /** The median round trip of a warm lane. */
    private double without(Lane lane, int perSecond) throws IOException {
        lane.load.pacedEchoes(perSecond, perSecond * rig.choose(1, 5, 5));
        return Samples.median(lane.load.pacedEchoes(perSecond, perSecond * rig.choose(1, 4, 4)));
    }

    private static double[] off(Lane lane, int perSecond, int count, double expectedMillis) throws IOException {
        double[] millis = lane.load.pacedEchoes(perSecond, count);
        for (int i = 0; i < millis.length; i++) {
            millis[i] -= expectedMillis;
        }
        return millis;
    }

    /** Early or late. */
    private static double tail(double... off) {
        double[] distances = off.clone();
        for (int i = 0; i < distances.length; i++) {
            distances[i] = Math.abs(distances[i]);
        }
        return Samples.percentile(NINETY_NINE, distances);
    }
}
