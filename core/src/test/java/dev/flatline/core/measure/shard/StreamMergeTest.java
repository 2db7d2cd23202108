package dev.flatline.core.measure.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.FaultEvents;
import dev.flatline.core.fault.FaultPlan;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.seed.Seeds;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class StreamMergeTest {

    private static final long ORIGIN = Long.MAX_VALUE - 500;
    private static final ScheduledFault HOLE = new ScheduledFault(0, new Fault.Blackhole(), 1, 2, 0.5);

    private final List<Long> told = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final StreamMerge merge = merge(2);
    private int pieces;

    @Test
    void anEventWaitsUntilTheOtherStreamPromisesNothingEarlier() {
        offer(0, 100, 10, 20);
        merge.drain();
        assertEquals(List.of(), told);

        offer(1, 15, 5);
        merge.drain();

        assertEquals(List.of(5L, 10L), told);
        assertEquals(15, merge.frontierNanos() - ORIGIN);
    }

    @Test
    void eachStreamTellsItsOwnListeners() {
        List<Long> second = new ArrayList<>();
        StreamMerge apart = new StreamMerge(
                ORIGIN, new EventDecoder(new FaultPlan(List.of())), List.of(listeners(told), listeners(second)));
        apart.offer(0, records(1, 4), ORIGIN + 100, () -> {});
        apart.offer(1, records(2, 3), ORIGIN + 100, () -> {});

        apart.drain();

        assertEquals(List.of(1L, 4L), told);
        assertEquals(List.of(2L, 3L), second);
    }

    @Test
    void twoStreamsComeOutInTheOrderOfTheirInstants() {
        offer(0, 100, 1, 4, 5, 9);
        offer(1, 100, 2, 3, 6, 8);

        merge.drain();

        assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 8L, 9L), told);
        assertEquals(2, pieces);
        assertEquals(0, merge.late());
    }

    @Test
    void anEventThatBreaksAPromiseIsToldAndCounted() {
        offer(0, 50, 10);
        offer(1, 50, 20);
        merge.drain();
        offer(0, 100, 30, 60);
        offer(1, 100);

        merge.drain();

        assertEquals(List.of(10L, 20L, 30L, 60L), told);
        assertEquals(1, merge.late());
    }

    @Test
    void eventsOfOneStreamKeepTheirOrderWhateverTheirInstants() {
        offer(0, 100, 10, 30, 20);
        offer(1, 100, 25);

        merge.drain();

        assertEquals(List.of(10L, 25L, 30L, 20L), told);
    }

    @Test
    void aStreamThatEndedHoldsUpNobody() {
        offer(0, 100, 10, 20);
        merge.drain();
        assertEquals(List.of(), told);

        merge.end(1);
        merge.drain();

        assertEquals(List.of(10L, 20L), told);
    }

    @Test
    void whatLiesBehindTheEndIsNotTold() {
        merge.tellUntil(ORIGIN + 15);
        offer(0, 100, 10, 20);
        offer(1, 100, 12, 16);

        merge.drain();

        assertEquals(List.of(10L, 12L), told);
        assertEquals(15, merge.frontierNanos() - ORIGIN);
    }

    @Test
    void whateverTheCutsTheMergedOrderIsThatOfTheInstants() {
        for (int seed = 0; seed < 200; seed++) {
            RandomGenerator random = new Seeds(seed).generator("merge", 0);
            told.clear();
            StreamMerge three = merge(3);
            long[] clocks = new long[3];
            for (int round = 0; round < 60; round++) {
                int stream = random.nextInt(3);
                long[] instants = new long[random.nextInt(5)];
                for (int i = 0; i < instants.length; i++) {
                    clocks[stream] += random.nextInt(10);
                    instants[i] = clocks[stream];
                }
                three.offer(stream, records(instants), ORIGIN + clocks[stream], () -> {});
                three.drain();
            }
            three.end(0);
            three.end(1);
            three.end(2);
            three.drain();

            assertEquals(told.stream().sorted().toList(), told, "seed " + seed);
            assertEquals(0, three.late(), "seed " + seed);
        }
    }

    @Test
    void aFaultOfTwoProcessesBeginsWithTheFirstAndEndsWithTheLast() {
        FaultEvents joint = new JointFaults(writingFaults(), fault -> 2);

        joint.faultBegan(HOLE, 10);
        joint.faultHit(HOLE, 4, 7, 10);
        joint.faultBegan(HOLE, 11);
        joint.faultHit(HOLE, 5, 8, 11);
        joint.faultEnded(HOLE, 20);
        joint.faultEnded(HOLE, 21);

        assertEquals(List.of("began 10", "hit 4", "hit 5", "ended 21"), faults);
    }

    private void offer(int stream, long watermark, long... instants) {
        merge.offer(stream, records(instants), ORIGIN + watermark, () -> pieces++);
    }

    private static ByteBuffer records(long... instants) {
        EventBuffer buffer = new EventBuffer(1 << 12, () -> 0);
        EventEncoder encoder = new EventEncoder(buffer, 0, 1, 0);
        for (long instant : instants) {
            encoder.lost(1, CloseCause.RESET, 0, ORIGIN + instant);
        }
        try {
            return buffer.take(0).records();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private StreamMerge merge(int streams) {
        return new StreamMerge(streams, ORIGIN, new EventDecoder(new FaultPlan(List.of(HOLE))), listeners(told));
    }

    private static ShardListeners listeners(List<Long> instants) {
        ShardEvents all = (ShardEvents) Proxy.newProxyInstance(
                ShardEvents.class.getClassLoader(), new Class<?>[] {ShardEvents.class}, (proxy, method, arguments) -> {
                    instants.add((long) arguments[arguments.length - 1] - ORIGIN);
                    return null;
                });
        return new ShardListeners(all, all, all, all);
    }

    private FaultEvents writingFaults() {
        return new FaultEvents() {
            @Override
            public void faultBegan(ScheduledFault fault, long nowNanos) {
                faults.add("began " + nowNanos);
            }

            @Override
            public void faultHit(ScheduledFault fault, int client, long connection, long nowNanos) {
                faults.add("hit " + client);
            }

            @Override
            public void faultEscaped(ScheduledFault fault, int client, long nowNanos) {}

            @Override
            public void faultEnded(ScheduledFault fault, long nowNanos) {
                faults.add("ended " + nowNanos);
            }
        };
    }
}
