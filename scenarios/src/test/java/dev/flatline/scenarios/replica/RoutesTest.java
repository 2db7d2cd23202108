package dev.flatline.scenarios.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.ReplicaAction;
import dev.flatline.core.fault.ReplicaChoice;
import dev.flatline.core.fault.ScheduledFault;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RoutesTest {

    private static final InetSocketAddress ONE = InetSocketAddress.createUnresolved("one", 1);
    private static final InetSocketAddress TWO = InetSocketAddress.createUnresolved("two", 1);
    private static final ScheduledFault PAUSE = fault(new ReplicaAction.Pause());
    private static final ScheduledFault KILL = fault(new ReplicaAction.Kill("KILL"));
    private static final ScheduledFault SQUEEZE = fault(new ReplicaAction.OutOfMemory());

    private final List<InetSocketAddress> servers = new ArrayList<>(List.of(ONE, TWO));
    private final Told told = new Told();
    private final Routes routes = new Routes(() -> List.copyOf(servers), told, () -> 7);

    @Test
    void aFaultHitsExactlyTheConnectionsThatAreOnItsServer() {
        routes.routed(10, 0, ONE);
        routes.routed(11, 1, TWO);
        routes.routed(12, 2, TWO);
        routes.routed(13, -1, TWO);
        routes.ended(12);

        routes.begin(PAUSE, List.of(2));

        assertEquals(List.of("hit client -1 connection 13", "hit client 1 connection 11"), sorted());
        assertEquals(1, routes.on(1));
        assertEquals(2, routes.on(2));
    }

    @Test
    void whoComesToAFrozenServerIsHitAndWhoGoesToAnotherHasEscaped() {
        routes.routed(10, 0, ONE);
        routes.begin(PAUSE, List.of(1));
        routes.ended(10);

        routes.routed(11, 0, ONE);
        routes.routed(12, 5, ONE);
        routes.routed(13, 0, TWO);
        routes.routed(14, 6, TWO);

        assertEquals(
                List.of(
                        "hit client 0 connection 10",
                        "hit client 0 connection 11",
                        "hit client 5 connection 12",
                        "escaped client 0"),
                told.take());
    }

    @Test
    void aServerThatIsBeingEndedHitsWhoComesUntilItHasEnded() {
        routes.begin(KILL, List.of(1));
        routes.routed(10, 0, ONE);

        routes.done(KILL, 1);
        routes.routed(11, 0, ONE);

        assertEquals(List.of("hit client 0 connection 10", "escaped client 0"), told.take());
    }

    @Test
    void aServerThatTheKernelIsStillToKillHitsWhoComes() {
        routes.begin(SQUEEZE, List.of(1));

        routes.done(SQUEEZE, 1);
        routes.routed(10, 0, ONE);

        assertEquals(List.of("hit client 0 connection 10"), told.take());
    }

    @Test
    void allThatAFaultHitsAtItsBeginningAreHitAtOneInstant() {
        AtomicLong clock = new AtomicLong(100);
        Routes ticking = new Routes(() -> List.copyOf(servers), told, clock::incrementAndGet);
        ticking.routed(10, 0, ONE);
        ticking.routed(11, 1, ONE);

        ticking.begin(PAUSE, List.of(1));

        assertEquals(2, told.take().size());
        assertEquals(Set.of(101L), told.hitNanos());
    }

    @Test
    void afterItsEndAFaultHitsNobody() {
        routes.begin(PAUSE, List.of(1));

        routes.end(PAUSE);
        routes.routed(10, 0, ONE);

        assertEquals(List.of(), told.take());
    }

    @Test
    void aServerThatComesBackElsewhereIsTheSame() {
        servers.set(0, InetSocketAddress.createUnresolved("elsewhere", 1));
        routes.begin(PAUSE, List.of(1));

        routes.routed(10, 0, servers.get(0));

        assertEquals(List.of("hit client 0 connection 10"), told.take());
    }

    private List<String> sorted() {
        return told.take().stream().sorted().toList();
    }

    private static ScheduledFault fault(ReplicaAction action) {
        return new ScheduledFault(0, new Fault.OnReplicas(action, ReplicaChoice.ALL), 0, 1, 1);
    }
}
