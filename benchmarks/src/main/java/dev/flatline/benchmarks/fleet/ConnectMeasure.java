package dev.flatline.benchmarks.fleet;

import dev.flatline.benchmarks.rig.Aim;
import dev.flatline.benchmarks.rig.Candidate;
import dev.flatline.benchmarks.rig.ChildJvm;
import dev.flatline.benchmarks.rig.ChildJvm.Compiler;
import dev.flatline.benchmarks.rig.Figure;
import dev.flatline.benchmarks.rig.Rig;
import dev.flatline.benchmarks.rig.Section;
import dev.flatline.benchmarks.rig.Unit;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Processor time of the fleet's process for each connection, from the clients being made to the last one being open, a random
 * key for each included: the first ones of a fresh process, and the last ones of many. What ending them costs is not in it.
 */
final class ConnectMeasure {

    private static final int HEAP_MEGABYTES = 128;
    /** Longer than all of it takes: no ping is in the figures but those that a random phase puts there. */
    private static final int PING_MILLIS = 600_000;

    private static final double NANOS_PER_MICRO = 1_000;

    private final Rig rig;
    private final int batch;
    private final int perSecond;
    private final int warmUpBatches;
    private final List<Compiler> compilers;
    private final Figure cold = new Figure("cold, C1", Unit.MICROS, Aim.atMost(110));
    private final Figure warm = new Figure("warm, C1", Unit.MICROS, Aim.atMost(50));
    private final Figure coldDefault = new Figure("cold, default compilers", Unit.MICROS, Aim.NONE);
    private final Figure warmDefault = new Figure("warm, default compilers", Unit.MICROS, Aim.NONE);

    ConnectMeasure(Rig rig) {
        this.rig = rig;
        batch = rig.choose(1_000, 10_000, 10_000);
        perSecond = rig.choose(1_000, FleetSuite.PER_SECOND, FleetSuite.PER_SECOND);
        warmUpBatches = rig.choose(1, 4, 4);
        compilers = List.of(Compiler.values()).subList(0, rig.choose(1, 1, 2));
    }

    Section run() throws IOException {
        for (int round = 0; round < rig.choose(1, 2, 5); round++) {
            for (Compiler compiler : compilers) {
                for (Candidate candidate : Candidate.ON_JVM) {
                    measure(candidate, compiler);
                }
            }
        }
        return new Section(
                "connect: processor time of the fleet for each connection",
                String.format(
                        Locale.ROOT,
                        "%,d in a batch, %,d a second whatever became of the others. Cold is the first batch of a process, warm the mean of the last two of %d.",
                        batch,
                        perSecond,
                        warmUpBatches + 2),
                List.of(cold, warm, coldDefault, warmDefault).subList(0, 2 * compilers.size()));
    }

    private void measure(Candidate candidate, Compiler compiler) throws IOException {
        try (Pair pair = new Pair(rig, candidate, new ChildJvm(compiler, HEAP_MEGABYTES), perSecond, PING_MILLIS)) {
            double first = batchMicros(pair);
            for (int i = 1; i < warmUpBatches; i++) {
                batchMicros(pair);
            }
            double last = (batchMicros(pair) + batchMicros(pair)) / 2;
            (compiler == Compiler.C1 ? cold : coldDefault).add(candidate, first);
            (compiler == Compiler.C1 ? warm : warmDefault).add(candidate, last);
            rig.say(String.format(
                    Locale.ROOT,
                    "connect, %s, %s: %.0f µs cold, %.0f µs warm",
                    compiler.key(),
                    candidate.key(),
                    first,
                    last));
        }
    }

    private double batchMicros(Pair pair) throws IOException {
        long before = pair.ask("cpu");
        pair.open(batch);
        double micros = (pair.ask("cpu") - before) / NANOS_PER_MICRO / batch;
        pair.end();
        return micros;
    }
}
