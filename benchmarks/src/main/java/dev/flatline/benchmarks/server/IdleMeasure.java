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
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What very many idle connections cost: live heap after full collections and resident memory, each against the same process
 * with none after it has served some, and what heartbeats do to the processor and the collector.
 */
final class IdleMeasure {

    static final int USUAL_CONNECTIONS = 15_000;

    private static final int HEAP_MEGABYTES = 96;
    private static final int PING_MILLIS = 2_000;
    private static final int WARM_UP = 500;
    private static final double PERCENT = 100;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Servers servers;
    private final Rig rig;
    private final int connections;
    private final int seconds;
    private final Figure heap = new Figure("live heap for each", Unit.BYTES, Aim.atMost(heapLimit()));
    private final Figure resident = new Figure("resident memory for each", Unit.BYTES, Aim.atMost(4_000));
    private final Figure pause = new Figure("longest collection in the steady state", Unit.MILLIS, Aim.atMost(10));
    private final Figure collections = new Figure("collections in that time", Unit.COUNT, Aim.NONE);
    private final Figure spread =
            new Figure("busiest 100 ms of a heartbeat round, against its share", Unit.TIMES, Aim.atMost(2));
    private final Figure cpu = new Figure("event loop for pings and pongs, of a core", Unit.PERCENT, Aim.NONE);
    private final Figure quietHeap = new Figure("live heap for each, no heartbeats", Unit.BYTES, Aim.NONE);

    IdleMeasure(Servers servers, int maxConnections) {
        this.servers = servers;
        rig = servers.rig();
        connections = Math.min(maxConnections, rig.choose(1_000, USUAL_CONNECTIONS, USUAL_CONNECTIONS));
        seconds = rig.choose(6, 20, 60);
    }

    /** 1.3 kB, and 1.15 kB where headers are compact. */
    private static int heapLimit() {
        return Runtime.version().feature() >= 25 ? 1_150 : 1_300;
    }

    Section run() throws IOException {
        for (Candidate candidate : Candidate.ON_JVM) {
            measure(candidate);
            measureQuiet(candidate);
        }
        return new Section(
                "idle: connections that have nothing to say",
                String.format(
                        Locale.ROOT,
                        "%,d of them, a ping every 2 s (stock: an IdleStateHandler), C1, a heap of %d MB; steady for %d s.",
                        connections,
                        HEAP_MEGABYTES,
                        seconds),
                List.of(heap, quietHeap, resident, pause, collections, cpu, spread));
    }

    private void measure(Candidate candidate) throws IOException {
        try (Child server = servers.start(candidate, new ChildJvm(Compiler.C1, HEAP_MEGABYTES), PING_MILLIS);
                LoadClient load = new LoadClient(server.port())) {
            long heapBefore = warmHeap(server, load);
            long residentBefore = server.ask("resident");
            load.open(connections);
            load.pause(Duration.ofMillis(2 * PING_MILLIS));
            heap.add(candidate, each(server.ask("heap") - heapBefore));

            int pauses = rig.pauses().size();
            long loop = server.ask("loop-cpu");
            load.countPingsFromNow();
            load.pause(Duration.ofSeconds(seconds));
            cpu.add(candidate, (server.ask("loop-cpu") - loop) / NANOS_PER_SECOND / seconds * PERCENT);
            spread.add(candidate, HeartbeatSpread.of(load.pings(), PING_MILLIS));
            resident.add(candidate, each(server.ask("resident") - residentBefore));
            List<String> later = rig.pauses().subList(pauses, rig.pauses().size());
            collections.add(candidate, later.size());
            pause.add(
                    candidate,
                    later.stream().mapToDouble(IdleMeasure::millis).max().orElse(0));
            load.check();
            rig.say(String.format(
                    Locale.ROOT,
                    "idle, %s: %,.0f B of heap each, %.1f %% of a core for heartbeats",
                    candidate.key(),
                    heap.median(candidate),
                    cpu.median(candidate)));
        }
    }

    private void measureQuiet(Candidate candidate) throws IOException {
        try (Child server = servers.start(candidate, new ChildJvm(Compiler.C1, HEAP_MEGABYTES), 0);
                LoadClient load = new LoadClient(server.port())) {
            long before = warmHeap(server, load);
            load.open(connections);
            quietHeap.add(candidate, each(server.ask("heap") - before));
        }
    }

    private static long warmHeap(Child server, LoadClient load) throws IOException {
        load.open(WARM_UP);
        load.reset();
        server.awaitNoneOpen(load);
        return server.ask("heap");
    }

    private double each(long bytes) {
        return (double) bytes / connections;
    }

    /** The end of a line such as {@code GC(5) Pause Young (Allocation Failure) 20M->10M(60M) 3.456ms}. */
    private static double millis(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1).replace("ms", ""));
    }
}
