package dev.flatline.benchmarks.proxy;

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
import java.util.Optional;

/** What idle connections hold in the proxy, and whether one process holds as many as its descriptors allow. */
final class IdleMeasure {

    private static final int HEAP_MEGABYTES = 96;
    private static final int MANY = 9_500;
    private static final int WARM_UP = 200;
    private static final int MAX_WARM_UPS = 100;
    private static final int WARM_UPS = 10;

    private final Rig rig;
    private final Lanes lanes;
    private final int connections;
    private final int many;
    private final Figure resident = new Figure("resident memory for each", Unit.BYTES, Aim.atMost(5_120));
    private final Figure heap = new Figure("live heap for each", Unit.BYTES, Aim.NONE);
    private final Figure echoed;

    IdleMeasure(Rig rig, Lanes lanes, int maxConnections) {
        this.rig = rig;
        this.lanes = lanes;
        connections = Math.min(rig.choose(1_000, 5_000, 5_000), maxConnections);
        many = Math.min(rig.choose(2_000, MANY, MANY), maxConnections);
        Aim all = rig.choose(0, 1, 1) == 0 ? Aim.NONE : Aim.atLeast(MANY);
        echoed = new Figure("connections of one process that all echo", Unit.COUNT, all);
    }

    Section run() throws IOException {
        for (int round = 0; round < rig.choose(1, 3, 5); round++) {
            measureFlatline();
            Optional<Lane> haProxy = lanes.haProxy();
            if (haProxy.isPresent()) {
                measureHaProxy(haProxy.get());
            }
        }
        measureMany();
        rig.say(String.format(
                Locale.ROOT,
                "idle: %,.0f B resident and %,.0f B of heap each, haproxy %,.0f B; %,d at once",
                resident.median(Candidate.FLATLINE),
                heap.median(Candidate.FLATLINE),
                resident.median(Candidate.HAPROXY),
                many));
        return new Section(
                "idle: connections that have nothing to say",
                String.format(
                        Locale.ROOT,
                        "%,d of them, C1, a heap of %d MB, the serial collector; resident after full collections, against the same process with none after it has served some.",
                        connections,
                        HEAP_MEGABYTES),
                List.of(resident, heap, echoed));
    }

    /**
     * Served before until the collector has been through the young heap: what is resident later is not old garbage. With
     * the first compiler alone, because the memory that the second compiles with is not the connections'.
     */
    private void measureFlatline() throws IOException {
        try (Lane lane = lanes.flatline(new ChildJvm(Compiler.C1, HEAP_MEGABYTES))) {
            for (int i = 0; i < WARM_UPS || (youngCollections() == 0 && i < MAX_WARM_UPS); i++) {
                lane.load.open(WARM_UP);
                lane.load.reset();
                lane.awaitNoneOpen();
            }
            long heapBefore = lane.ask("heap");
            long residentBefore = lane.residentBytes();
            lane.load.open(connections);
            heap.add(Candidate.FLATLINE, each(lane.ask("heap") - heapBefore));
            resident.add(Candidate.FLATLINE, each(lane.residentBytes() - residentBefore));
            lane.load.check();
        }
    }

    private void measureHaProxy(Lane haProxy) throws IOException {
        try (Lane lane = haProxy) {
            lane.load.open(WARM_UP);
            lane.load.reset();
            long before = lane.residentBytes();
            lane.load.open(connections);
            resident.add(Candidate.HAPROXY, each(lane.residentBytes() - before));
            lane.load.check();
        }
    }

    private void measureMany() throws IOException {
        try (Lane lane = lanes.flatline(HEAP_MEGABYTES)) {
            lane.load.open(many);
            lane.load.pacedEchoes(many, many);
            echoed.add(Candidate.FLATLINE, (double) lane.ask("open"));
        }
    }

    private long youngCollections() throws IOException {
        return rig.pauses().stream().filter(line -> line.contains("Young")).count();
    }

    private double each(long bytes) {
        return (double) bytes / connections;
    }
}
