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
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What passing echoes on costs: processor time of the proxy when all connections are busy, delay when few are. */
final class EchoMeasure {

    private static final int CONNECTIONS = 1_000;
    private static final int HEAP_MEGABYTES = 128;
    private static final int LATENCY_MILLIS = 20;
    private static final int PACE_PER_SECOND = 2_000;
    private static final double NINETY_NINE = 0.99;
    private static final int LEAST_WARM_UP = 5;
    private static final int MOST_WARM_UP = 20;
    private static final long QUIET_MILLIS = 50;
    private static final Duration SETTLE = Duration.ofMillis(200);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Rig rig;
    private final Lanes lanes;
    private final Map<Candidate, Lane> plain = new EnumMap<>(Candidate.class);
    private final Figure cpu =
            new Figure("processor time for each echo", Unit.MICROS, Aim.atMost(1.3, Candidate.HAPROXY));
    private final Figure delayed =
            new Figure("the same under latency (HAProxy: without)", Unit.MICROS, Aim.atMost(1.6, Candidate.HAPROXY));
    private final Figure p99 = new Figure("round trip, p99", Unit.FINE_MILLIS, Aim.NONE);
    private final Figure added =
            new Figure("added by the proxy to the p99", Unit.FINE_MILLIS, Aim.atMost(1.5, Candidate.HAPROXY));
    private final Figure median = new Figure("round trip, p50", Unit.FINE_MILLIS, Aim.NONE);

    EchoMeasure(Rig rig, Lanes lanes) {
        this.rig = rig;
        this.lanes = lanes;
    }

    Section run() throws IOException {
        try (Lane late = lanes.flatline(HEAP_MEGABYTES)) {
            late.ask("latency " + LATENCY_MILLIS);
            plain.put(Candidate.DIRECT, lanes.direct());
            plain.put(Candidate.FLATLINE, lanes.flatline(HEAP_MEGABYTES));
            Optional<Lane> haProxy = lanes.haProxy();
            haProxy.ifPresent(lane -> plain.put(Candidate.HAPROXY, lane));
            warmUp(late);
            for (int round = 0; round < rig.choose(1, 5, 9); round++) {
                busy(late);
            }
            for (int round = 0; round < rig.choose(1, 5, 9); round++) {
                paced();
            }
        } finally {
            plain.values().forEach(Lane::close);
        }
        return new Section(
                "echo: texts of 32 bytes through the proxy and back",
                String.format(
                        Locale.ROOT,
                        "%,d WebSockets, one event loop. Processor time with one text in flight on each; latency is %d ms on the answers. "
                                + "Round trips at %,d texts a second over all.",
                        CONNECTIONS,
                        LATENCY_MILLIS,
                        PACE_PER_SECOND),
                List.of(cpu, delayed, median, p99, added));
    }

    private void warmUp(Lane late) throws IOException {
        late.load.open(CONNECTIONS);
        for (Lane lane : plain.values()) {
            lane.load.open(CONNECTIONS);
        }
        warmUp(late, "under latency");
        warmUp(lane(Candidate.FLATLINE), "flatline");
        if (plain.containsKey(Candidate.HAPROXY)) {
            lane(Candidate.HAPROXY).microsPerEcho(SETTLE, SECOND);
        }
    }

    /** Until the compilers have little left to do: what they use is not the price of an echo. */
    private void warmUp(Lane lane, String name) throws IOException {
        long before = lane.ask("compiling");
        long compiled = Long.MAX_VALUE;
        int seconds = 0;
        while (seconds < rig.choose(1, LEAST_WARM_UP, LEAST_WARM_UP)
                || (compiled > QUIET_MILLIS && seconds < rig.choose(1, MOST_WARM_UP, MOST_WARM_UP))) {
            lane.microsPerEcho(SETTLE, SECOND);
            long now = lane.ask("compiling");
            compiled = now - before;
            before = now;
            seconds++;
        }
        rig.say(String.format(
                Locale.ROOT, "warm, %s: %d s, the compilers had %d ms in the last", name, seconds, compiled));
    }

    private Lane lane(Candidate candidate) {
        return Objects.requireNonNull(plain.get(candidate));
    }

    private void busy(Lane late) throws IOException {
        Duration time = Duration.ofMillis(rig.choose(500, 2_500, 4_000));
        for (Map.Entry<Candidate, Lane> lane : plain.entrySet()) {
            if (lane.getKey() != Candidate.DIRECT) {
                double micros = lane.getValue().microsPerEcho(SETTLE, time);
                cpu.add(lane.getKey(), micros);
                if (lane.getKey() == Candidate.HAPROXY) {
                    delayed.add(Candidate.HAPROXY, micros);
                }
            }
        }
        delayed.add(Candidate.FLATLINE, late.microsPerEcho(SETTLE, time));
        rig.say(String.format(
                Locale.ROOT,
                "echo: %.1f µs, under latency %.1f µs, haproxy %.1f µs",
                last(cpu, Candidate.FLATLINE),
                last(delayed, Candidate.FLATLINE),
                last(cpu, Candidate.HAPROXY)));
    }

    private void paced() throws IOException {
        int texts = PACE_PER_SECOND * rig.choose(1, 3, 6);
        double direct = 0;
        for (Map.Entry<Candidate, Lane> lane : order()) {
            double[] millis = lane.getValue().load.pacedEchoes(PACE_PER_SECOND, texts);
            double its = Samples.percentile(NINETY_NINE, millis);
            median.add(lane.getKey(), Samples.median(millis));
            p99.add(lane.getKey(), its);
            if (lane.getKey() == Candidate.DIRECT) {
                direct = its;
            } else {
                added.add(lane.getKey(), its - direct);
            }
        }
        rig.say(String.format(
                Locale.ROOT,
                "round trip, p99: %.2f ms, direct %.2f ms, haproxy %.2f ms",
                last(p99, Candidate.FLATLINE),
                last(p99, Candidate.DIRECT),
                last(p99, Candidate.HAPROXY)));
    }

    /** Straight first: the others are more than that. */
    private List<Map.Entry<Candidate, Lane>> order() {
        return plain.entrySet().stream()
                .sorted(Map.Entry.<Candidate, Lane>comparingByKey().reversed())
                .toList();
    }

    private static double last(Figure figure, Candidate candidate) {
        List<Double> samples = figure.samples(candidate);
        return samples.isEmpty() ? Double.NaN : samples.get(samples.size() - 1);
    }
}
