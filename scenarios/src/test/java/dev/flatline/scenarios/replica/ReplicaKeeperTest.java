package dev.flatline.scenarios.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.ReplicaAction;
import dev.flatline.core.fault.ReplicaChoice;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.seed.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplicaKeeperTest {

    private final Told told = new Told();
    private final List<String> failures = new ArrayList<>();
    private final List<FakeReplica> servers = IntStream.rangeClosed(1, 3)
            .mapToObj(number -> new FakeReplica(number, told::add))
            .toList();
    private final Routes routes =
            new Routes(() -> servers.stream().map(FakeReplica::address).toList(), told, () -> 7);
    private final ReplicaKeeper keeper = new ReplicaKeeper(
            List.copyOf(servers), new Seeds(42), routes, new ReplicaKeeper.Tells(told, failures::add, () -> 7));

    @Test
    void whomAKillHitsIsToldBeforeItIsDone() {
        routes.routed(10, 0, servers.get(1).address());
        ScheduledFault kill = fault(new ReplicaAction.Kill("KILL"), ReplicaChoice.of(List.of(2)));

        keeper.begin(kill);
        keeper.end(kill);
        keeper.close();

        assertEquals(
                List.of("began 0", "hit client 0 connection 10", "begin kill on 2", "end kill on 2", "ended 0"),
                told.take());
    }

    @Test
    void whomAFreezeHitsIsToldWhenItIsDone() {
        routes.routed(10, 0, servers.get(1).address());
        ScheduledFault pause = fault(new ReplicaAction.Pause(), ReplicaChoice.of(List.of(2)));

        keeper.begin(pause);
        keeper.close();

        assertEquals(List.of("began 0", "begin pause on 2", "hit client 0 connection 10"), told.take());
    }

    @Test
    void aFaultHasEndedWhenTheLastOfItsServersIsBack() {
        ScheduledFault stop = fault(new ReplicaAction.Stop(0), ReplicaChoice.ALL);
        servers.get(2).gate = new CountDownLatch(1);
        keeper.begin(stop);

        keeper.end(stop);
        servers.get(2).gate.countDown();
        keeper.close();

        List<String> lines = told.take();
        assertEquals("ended 0", lines.get(lines.size() - 1));
        assertEquals(
                3, lines.stream().filter(line -> line.startsWith("end stop")).count());
    }

    @Test
    void aSlowServerHoldsUpNeitherTheTimelineNorItsNeighbours() {
        servers.get(0).gate = new CountDownLatch(1);
        ScheduledFault one = fault(new ReplicaAction.Pause(), ReplicaChoice.of(List.of(1)));
        ScheduledFault two = new ScheduledFault(
                1, new Fault.OnReplicas(new ReplicaAction.Pause(), ReplicaChoice.of(List.of(2))), 0, 1, 1);
        keeper.begin(one);
        keeper.end(one);

        keeper.begin(two);
        keeper.end(two);

        List<String> first = new ArrayList<>();
        while (!first.contains("ended 1")) {
            first.addAll(told.take());
            Thread.onSpinWait();
        }
        assertEquals(List.of("began 0", "began 1", "begin pause on 2", "end pause on 2", "ended 1"), first);
        servers.get(0).gate.countDown();
        keeper.close();
        assertEquals(List.of("begin pause on 1", "end pause on 1", "ended 0"), told.take());
    }

    @Test
    void whatCannotBeDoneIsToldAndHitsNobody() {
        routes.routed(10, 0, servers.get(0).address());
        servers.get(0).fails = "begin";
        ScheduledFault pause = fault(new ReplicaAction.Pause(), ReplicaChoice.of(List.of(1)));

        keeper.begin(pause);
        keeper.end(pause);
        keeper.close();

        assertEquals(List.of("begin of 1 failed"), failures);
        assertEquals(List.of("began 0", "end pause on 1", "ended 0"), told.take());
    }

    @Test
    void whatCannotBeUndoneIsToldAndTheFaultEnds() {
        servers.get(0).fails = "end";
        ScheduledFault pause = fault(new ReplicaAction.Pause(), ReplicaChoice.of(List.of(1)));

        keeper.begin(pause);
        keeper.end(pause);
        keeper.close();

        assertEquals(List.of("end of 1 failed"), failures);
        assertTrue(told.take().contains("ended 0"));
    }

    @Test
    void aShareIsOnTheSameServersAtItsBeginningAndAtItsEnd() {
        ScheduledFault third = fault(new ReplicaAction.Stop(0), ReplicaChoice.of(0.34));

        keeper.begin(third);
        keeper.end(third);
        keeper.close();

        List<String> lines = told.take();
        assertEquals(4, lines.size());
        assertEquals(lines.get(1).replace("begin", "end"), lines.get(2));
    }

    private static ScheduledFault fault(ReplicaAction action, ReplicaChoice choice) {
        return new ScheduledFault(0, new Fault.OnReplicas(action, choice), 0, 1, 1);
    }
}
