package dev.flatline.benchmarks.proxy;

import dev.flatline.benchmarks.rig.Aim;
import dev.flatline.benchmarks.rig.Candidate;
import dev.flatline.benchmarks.rig.Figure;
import dev.flatline.benchmarks.rig.Rig;
import dev.flatline.benchmarks.rig.Samples;
import dev.flatline.benchmarks.rig.Section;
import dev.flatline.benchmarks.rig.Unit;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Newcomers at a fixed rate, while clients of a neighbour wait for an upstream that never accepts. */
final class ConnectMeasure {

    private static final int PER_SECOND = 2_000;
    private static final int HEAP_MEGABYTES = 128;
    private static final int STALLED = 100;
    private static final double NINETY_NINE = 0.99;
    private static final double NANOS_PER_MICRO = 1_000;

    private final Rig rig;
    private final Lanes lanes;
    private final int count;
    private final Figure alone = new Figure("connect and upgrade, p99", Unit.FINE_MILLIS, Aim.NONE);
    private final Figure beside = new Figure("beside a stalled upstream, p99", Unit.FINE_MILLIS, Aim.NONE);
    private final Figure ratio = new Figure("beside it to without", Unit.TIMES, Aim.atMost(1.2));
    private final Figure cpu = new Figure("processor time for each, opened and ended", Unit.MICROS, Aim.NONE);

    ConnectMeasure(Rig rig, Lanes lanes) {
        this.rig = rig;
        this.lanes = lanes;
        count = PER_SECOND * rig.choose(1, 3, 6);
    }

    Section run() throws IOException {
        Optional<Lane> haProxy = lanes.haProxy();
        try (Lane flatline = lanes.flatline(HEAP_MEGABYTES);
                StalledUpstream upstream = new StalledUpstream()) {
            int stalledPort = (int) flatline.ask("beside " + upstream.port());
            flatline.load.pacedUpgrades(PER_SECOND / 2, count);
            for (int round = 0; round < rig.choose(1, 5, 9); round++) {
                double without = p99(Candidate.FLATLINE, flatline);
                double with;
                try (StalledClients clients = new StalledClients(stalledPort, STALLED)) {
                    with = Samples.percentile(NINETY_NINE, flatline.load.pacedUpgrades(PER_SECOND, count));
                    clients.check();
                }
                alone.add(Candidate.FLATLINE, without);
                beside.add(Candidate.FLATLINE, with);
                ratio.add(Candidate.FLATLINE, with / without);
                if (haProxy.isPresent()) {
                    alone.add(Candidate.HAPROXY, p99(Candidate.HAPROXY, haProxy.get()));
                }
                rig.say(String.format(
                        Locale.ROOT, "connect, p99: %.2f ms, %.2f ms beside a stalled upstream", without, with));
            }
        } finally {
            haProxy.ifPresent(Lane::close);
        }
        return new Section(
                "connect: newcomers",
                String.format(
                        Locale.ROOT,
                        "%,d connections a second, %,d in a sample, each ended when its upgrade is answered; none failed. "
                                + "Beside them, %d connections of a second proxy in the same process wait for its upstream.",
                        PER_SECOND,
                        count,
                        STALLED),
                List.of(alone, beside, ratio, cpu));
    }

    private double p99(Candidate candidate, Lane lane) throws IOException {
        long before = lane.cpuNanos();
        double[] millis = lane.load.pacedUpgrades(PER_SECOND, count);
        cpu.add(candidate, (lane.cpuNanos() - before) / NANOS_PER_MICRO / count);
        return Samples.percentile(NINETY_NINE, millis);
    }
}
