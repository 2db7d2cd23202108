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
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What very many open clients cost: live heap after full collections and resident memory, each against the same process with
 * none after it has had some, and what their heartbeats do to the processor.
 */
final class HoldMeasure {

    static final int USUAL_CLIENTS = 15_000;

    private static final int HEAP_MEGABYTES = 96;
    private static final int OFTEN_MILLIS = 2_000;
    private static final int SELDOM_MILLIS = 25_000;
    private static final int WARM_UP = 500;
    private static final double MOST_SOURCE_CONNECTIONS = 8_000;
    /** On a machine that is busy with other things, many come late; with fewer than that the figure means nothing. */
    private static final double LEAST_ANSWERED = 0.25;

    private static final double NANOS_PER_MICRO = 1_000;

    private final Rig rig;
    private final int clients;
    private final int seconds;
    private final Figure heap = new Figure("live heap for each", Unit.BYTES, Aim.atMost(1_500));
    private final Figure resident = new Figure("resident memory for each", Unit.BYTES, Aim.atMost(4_000));
    private final Figure often = new Figure("a ping every 2 s, for each ping", Unit.MICROS, Aim.NONE);
    private final Figure seldom = new Figure("a ping every 25 s, for each ping", Unit.MICROS, Aim.NONE);
    private final Figure source =
            new Figure("most connections of one source address", Unit.COUNT, Aim.atMost(MOST_SOURCE_CONNECTIONS));

    HoldMeasure(Rig rig, int maxClients) {
        this.rig = rig;
        clients = Math.min(maxClients, rig.choose(1_000, USUAL_CLIENTS, USUAL_CLIENTS));
        seconds = rig.choose(3, 10, 30);
    }

    Section run() throws IOException {
        for (int round = 0; round < rig.choose(1, 1, 3); round++) {
            for (Candidate candidate : Candidate.ON_JVM) {
                measure(candidate, OFTEN_MILLIS, often);
                measure(candidate, SELDOM_MILLIS, seldom);
            }
        }
        return new Section(
                "hold: clients that are open and heart-beating",
                String.format(
                        Locale.ROOT,
                        "%,d of them in one process, C1, a heap of %d MB; processor time of the process over %d s, by the pings that were answered in them. Memory is that of those that ping every 2 s.",
                        clients,
                        HEAP_MEGABYTES,
                        seconds),
                List.of(heap, resident, often, seldom, source));
    }

    private void measure(Candidate candidate, int pingMillis, Figure cpu) throws IOException {
        ChildJvm jvm = new ChildJvm(Compiler.C1, HEAP_MEGABYTES);
        try (Pair pair = new Pair(rig, candidate, jvm, FleetSuite.PER_SECOND, pingMillis)) {
            pair.open(WARM_UP);
            pair.pause(Duration.ofMillis(OFTEN_MILLIS));
            pair.end();
            long heapBefore = pair.ask("heap");
            long residentBefore = pair.ask("resident");
            pair.open(clients);
            pair.pause(Duration.ofMillis(2 * OFTEN_MILLIS));
            long heapAfter = pair.ask("heap");

            cpu.add(candidate, pingMicros(pair, pingMillis));
            if (pingMillis == OFTEN_MILLIS) {
                heap.add(candidate, each(heapAfter - heapBefore));
                resident.add(candidate, each(pair.ask("resident") - residentBefore));
                source.add(candidate, (double) SourceCount.most(pair.serverPort()));
            }
            rig.say(String.format(
                    Locale.ROOT,
                    "hold, %s, a ping every %d s: %,.0f B of heap each, %.1f µs for each ping",
                    candidate.key(),
                    pingMillis / 1_000,
                    each(heapAfter - heapBefore),
                    cpu.samples(candidate).get(cpu.samples(candidate).size() - 1)));
        }
    }

    private double pingMicros(Pair pair, int pingMillis) throws IOException {
        long answers = pair.ask("answers");
        long cpu = pair.ask("cpu");
        pair.pause(Duration.ofSeconds(seconds));
        cpu = pair.ask("cpu") - cpu;
        answers = pair.ask("answers") - answers;
        pair.check();
        double due = (double) clients * seconds * 1_000 / pingMillis;
        if (answers < due * LEAST_ANSWERED) {
            throw new IOException(String.format(Locale.ROOT, "of %.0f pings %d were answered", due, answers));
        }
        return cpu / NANOS_PER_MICRO / answers;
    }

    private double each(long bytes) {
        return (double) bytes / clients;
    }
}
