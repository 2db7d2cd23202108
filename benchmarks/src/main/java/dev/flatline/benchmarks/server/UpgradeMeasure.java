package dev.flatline.benchmarks.server;

import dev.flatline.benchmarks.rig.Aim;
import dev.flatline.benchmarks.rig.Candidate;
import dev.flatline.benchmarks.rig.Child;
import dev.flatline.benchmarks.rig.ChildJvm;
import dev.flatline.benchmarks.rig.ChildJvm.Compiler;
import dev.flatline.benchmarks.rig.Figure;
import dev.flatline.benchmarks.rig.LoadClient;
import dev.flatline.benchmarks.rig.Rig;
import dev.flatline.benchmarks.rig.Section;
import dev.flatline.benchmarks.rig.Unit;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Processor time of the server for each accepted upgrade: the first ones of a fresh process, and the last ones of many. What
 * closing costs is not in it.
 */
final class UpgradeMeasure {

    private static final int HEAP_MEGABYTES = 128;
    private static final double NANOS_PER_MICRO = 1_000;

    private final Servers servers;
    private final Rig rig;
    private final int batch;
    private final int warmUpBatches;
    private final List<Compiler> compilers;
    private final Figure cold = new Figure("cold, C1", Unit.MICROS, Aim.atMost(80));
    private final Figure warm = new Figure("warm, C1", Unit.MICROS, Aim.atMost(25));
    private final Figure coldDefault = new Figure("cold, default compilers", Unit.MICROS, Aim.NONE);
    private final Figure warmDefault = new Figure("warm, default compilers", Unit.MICROS, Aim.NONE);

    UpgradeMeasure(Servers servers) {
        this.servers = servers;
        rig = servers.rig();
        batch = rig.choose(1_000, 10_000, 10_000);
        warmUpBatches = rig.choose(1, 5, 5);
        compilers = List.of(Compiler.values()).subList(0, rig.choose(1, 2, 2));
    }

    Section run() throws IOException {
        for (int round = 0; round < rig.choose(1, 3, 7); round++) {
            for (Compiler compiler : compilers) {
                for (Candidate candidate : Candidate.ON_JVM) {
                    measure(candidate, compiler);
                }
            }
        }
        return new Section(
                "upgrade: processor time for each accepted one",
                String.format(
                        Locale.ROOT,
                        "64 under way at once, %,d in a batch. Cold is the first batch of a process, warm the mean of the last two of %d.",
                        batch,
                        warmUpBatches + 2),
                List.of(cold, warm, coldDefault, warmDefault).subList(0, 2 * compilers.size()));
    }

    private void measure(Candidate candidate, Compiler compiler) throws IOException {
        try (Child server = servers.start(candidate, new ChildJvm(compiler, HEAP_MEGABYTES), 0);
                LoadClient load = new LoadClient(server.port())) {
            double first = batchMicros(server, load);
            for (int i = 1; i < warmUpBatches; i++) {
                batchMicros(server, load);
            }
            double last = (batchMicros(server, load) + batchMicros(server, load)) / 2;
            (compiler == Compiler.C1 ? cold : coldDefault).add(candidate, first);
            (compiler == Compiler.C1 ? warm : warmDefault).add(candidate, last);
            rig.say(String.format(
                    Locale.ROOT,
                    "upgrade, %s, %s: %.0f µs cold, %.0f µs warm",
                    compiler.key(),
                    candidate.key(),
                    first,
                    last));
        }
    }

    private double batchMicros(Child server, LoadClient load) throws IOException {
        long before = server.ask("cpu");
        load.open(batch);
        double micros = (server.ask("cpu") - before) / NANOS_PER_MICRO / batch;
        load.reset();
        server.awaitNoneOpen(load);
        return micros;
    }
}
