package dev.flatline.endtoend;

import static dev.flatline.endtoend.InjectionRig.CLIENTS;
import static dev.flatline.endtoend.InjectionRig.MILLI;
import static dev.flatline.endtoend.InjectionRig.pass;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.fault.Selection;
import dev.flatline.core.seed.Seeds;
import dev.flatline.core.testing.Await;
import dev.flatline.scenarios.InjectMode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a fault does to clients, server and ledger, whether a proxy does it or the clients' own way: one story, told twice. */
@Tag("real-socket")
final class InjectionContractTest {

    private static final int HALF = CLIENTS / 2;

    @ParameterizedTest
    @EnumSource(InjectMode.class)
    void theServerHearsNothingOfClientsThatDieInSilenceUntilItIsOver(InjectMode mode) throws Exception {
        try (InjectionRig rig = new InjectionRig(mode)) {
            ScheduledFault silence = rig.begin(new Fault.Blackhole(), 0.5);
            Set<Integer> hit = selected(silence);
            Await.until(() -> rig.clients.lost.size() == HALF);
            Await.until(() -> rig.ledger.hits() >= 3 * HALF);

            assertEquals(hit, rig.ledger.clients());
            assertEquals(hit, new HashSet<>(rig.clients.lost));
            assertEquals(Set.of(CloseCause.HEARTBEAT_EXPIRED), new HashSet<>(rig.clients.lostBy.values()));
            assertEquals(Set.of(CloseCause.UPGRADE_TIMEOUT), rig.clients.failed);
            assertEquals(CLIENTS, rig.server.openConnections(), "no FIN, no RST");
            assertEquals(CLIENTS, rig.diary.opened(), "no attempt reached the server");
            assertEquals(0, rig.diary.closed());

            rig.end(silence);
            rig.everyoneTalks();

            assertEquals(HALF, rig.diary.closed(CloseCause.RESET), "the RST that was withheld");
            assertEquals(HALF, rig.diary.closed());
            assertEquals(List.of("began", "ended"), rig.ledger.words);
        }
    }

    @ParameterizedTest
    @EnumSource(InjectMode.class)
    void aSilenceShorterThanEveryTimeoutKillsNobodyAndLosesNothing(InjectMode mode) throws Exception {
        try (InjectionRig rig = new InjectionRig(mode)) {
            ScheduledFault silence = rig.begin(new Fault.Blackhole(), 1);
            pass(300);
            rig.end(silence);
            rig.everyoneTalks();

            assertEquals(CLIENTS, rig.ledger.hits());
            assertEquals(Set.of(), rig.clients.lost);
            assertEquals(CLIENTS, rig.diary.opened());
            assertEquals(0, rig.diary.closed());
        }
    }

    @ParameterizedTest
    @EnumSource(InjectMode.class)
    void latencyIsOnBothDirectionsOfThoseItHitsAndGoesWithTheFault(InjectMode mode) throws Exception {
        try (InjectionRig rig = new InjectionRig(mode)) {
            ScheduledFault latency = rig.begin(new Fault.Latency(150 * MILLI, 0), 0.5);
            Set<Integer> hit = selected(latency);
            Await.until(() -> hit.stream()
                    .allMatch(client -> rig.clients.latestRoundTrip.getOrDefault(client, 0L) >= 300 * MILLI));
            Set<Integer> slow = rig.clients.latestRoundTrip.entrySet().stream()
                    .filter(entry -> entry.getValue() >= 300 * MILLI)
                    .map(entry -> entry.getKey())
                    .collect(Collectors.toSet());
            rig.end(latency);
            Await.until(() -> rig.clients.latestRoundTrip.values().stream().allMatch(nanos -> nanos < 150 * MILLI));

            assertTrue(slow.containsAll(hit));
            assertEquals(hit, rig.ledger.clients());
            assertEquals(Set.of(), rig.clients.lost);
            assertEquals(0, rig.diary.closed());
        }
    }

    @ParameterizedTest
    @EnumSource(InjectMode.class)
    void aResetIsAnRstOnBothSidesAndKeepsNewConnectionsAway(InjectMode mode) throws Exception {
        try (InjectionRig rig = new InjectionRig(mode)) {
            ScheduledFault reset = rig.begin(new Fault.Reset(), 0.5);
            Await.until(() -> rig.clients.lost.size() == HALF && rig.diary.closed() == HALF);
            Await.until(() -> rig.ledger.hits() >= 3 * HALF);

            assertEquals(selected(reset), new HashSet<>(rig.clients.lost));
            assertEquals(Set.of(CloseCause.RESET), new HashSet<>(rig.clients.lostBy.values()));
            assertEquals(HALF, rig.diary.closed(CloseCause.RESET));
            assertEquals(Set.of(CloseCause.RESET), rig.clients.failed);
            assertEquals(CLIENTS, rig.diary.opened(), "no attempt reached the server");

            rig.end(reset);
            rig.everyoneTalks();

            assertEquals(CLIENTS + HALF, rig.diary.opened());
        }
    }

    @ParameterizedTest
    @EnumSource(InjectMode.class)
    void refusalTurnsNewConnectionsAwayAndLeavesStandingOnesAlone(InjectMode mode) throws Exception {
        try (InjectionRig rig = new InjectionRig(mode)) {
            ScheduledFault refusal = rig.begin(new Fault.Refuse(), 0.5);
            pass(300);
            int lostBefore = rig.clients.lost.size();
            rig.server.crash();
            rig.server.start();
            Await.until(() -> rig.server.openConnections() == HALF && rig.ledger.hits() >= 3 * HALF);
            Set<Integer> back = new HashSet<>();
            rig.server.forEachOpen((client, connection) -> back.add(client));
            Set<Integer> refused = selected(refusal);

            assertEquals(0, lostBefore);
            assertEquals(refused, rig.ledger.clients());
            assertTrue(back.stream().noneMatch(refused::contains), back::toString);
            assertTrue(rig.clients.failed.contains(CloseCause.RESET), rig.clients.failed::toString);

            rig.end(refusal);
            rig.everyoneTalks();
        }
    }

    @ParameterizedTest
    @EnumSource(InjectMode.class)
    void aRestartThatIsActedResetsEveryoneUntilItIsOver(InjectMode mode) throws Exception {
        try (InjectionRig rig = new InjectionRig(mode)) {
            ScheduledFault restart = rig.begin(new Fault.ServerRestart(), 1);
            Await.until(() -> rig.clients.lost.size() == CLIENTS && rig.server.openConnections() == 0);
            Await.until(() -> rig.ledger.hits() >= 2 * CLIENTS);

            assertEquals(Set.of(CloseCause.RESET), new HashSet<>(rig.clients.lostBy.values()));
            assertEquals(CLIENTS, rig.diary.closed(CloseCause.RESET));

            rig.end(restart);
            rig.everyoneTalks();

            assertEquals(2 * CLIENTS, rig.diary.opened());
        }
    }

    private static Set<Integer> selected(ScheduledFault fault) {
        Selection selection = new Selection(new Seeds(42), fault, CLIENTS);
        return IntStream.range(0, CLIENTS).filter(selection::hits).boxed().collect(Collectors.toSet());
    }
}
