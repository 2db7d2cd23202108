package dev.flatline.core.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.seed.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FaultSignTest {

    private static final List<ReplicaAction> ACTIONS = List.of(
            new ReplicaAction.Pause(),
            new ReplicaAction.Kill("KILL"),
            new ReplicaAction.Stop(1),
            new ReplicaAction.Restart(1),
            new ReplicaAction.Disconnect(Optional.empty()),
            new ReplicaAction.Squeeze(OptionalDouble.of(0.1), OptionalLong.empty(), OptionalInt.empty()),
            new ReplicaAction.OutOfMemory(),
            new ReplicaAction.CrashLoop(1),
            new ReplicaAction.Exec(List.of("true"), List.of()));

    private static Stream<Fault> every() {
        return Stream.concat(
                Stream.of(
                        new Fault.Blackhole(),
                        new Fault.Latency(1, 0),
                        new Fault.Reset(),
                        new Fault.Refuse(),
                        new Fault.ServerRestart(),
                        toxic("half_open", "drop", true),
                        toxic("reset_peer", "", false)),
                ACTIONS.stream().map(action -> new Fault.OnReplicas(action, ReplicaChoice.ALL)));
    }

    @Test
    void noKindIsForgotten() {
        Set<Class<?>> kinds = every().map(Object::getClass).collect(Collectors.toSet());
        Set<Class<?>> actions = ACTIONS.stream().map(Object::getClass).collect(Collectors.toSet());

        assertEquals(Set.copyOf(Arrays.asList(Fault.class.getPermittedSubclasses())), kinds);
        assertEquals(Set.copyOf(Arrays.asList(ReplicaAction.class.getPermittedSubclasses())), actions);
    }

    @ParameterizedTest
    @MethodSource("every")
    void whatTcpTellsIsNoneOfASilentFaultAndAnEndOfNoLivingConnection(Fault fault) {
        assertEquals(fault.silent(), fault.sign().isSilent());
        assertTrue(fault.disables() || fault.sign() != FaultSign.CLOSED);
        assertFalse(fault.effect().isBlank());
    }

    @Test
    void twoSilencesAreToldApartByWhoAcknowledges() {
        assertEquals(
                "silent, still acknowledged", new ReplicaAction.Pause().sign().words());
        assertEquals(
                "silent, nothing acknowledged",
                new ReplicaAction.Disconnect(Optional.empty()).sign().words());
        assertEquals(FaultSign.FROZEN, toxic("half_open", "drop", true).sign());
        assertEquals(FaultSign.CUT, toxic("half_open", "kernel", true).sign());
    }

    @Test
    void aPlanOnServersSaysWhichOfThemAndOneOfTheNetworkStays() {
        ScheduledFault hole = new ScheduledFault(0, new Fault.Blackhole(), 0, 1, 0.5);
        ScheduledFault half = on(1, ReplicaChoice.of(0.5), 0.5);
        ScheduledFault all = on(2, ReplicaChoice.ALL, 1);
        ScheduledFault named = on(3, ReplicaChoice.of(List.of(4, 1, 2)), 0.75);

        List<ScheduledFault> plan = new FaultPlan(List.of(hole, half, all, named))
                .onServers(4, new Seeds(1))
                .faults();

        assertEquals(hole, plan.get(0));
        assertEquals("blackhole", plan.get(0).name());
        assertEquals(
                ((Fault.OnReplicas) half.fault()).replicas().among(4, 1, new Seeds(1)),
                plan.get(1).servers());
        assertEquals(2, plan.get(1).servers().size());
        assertEquals("pause all 4 replicas", plan.get(2).name());
        assertEquals("pause replicas 1, 2 and 4", plan.get(3).name());
        assertEquals("pause replica 1", on(0, ReplicaChoice.of(List.of(1)), 1).name());
        assertEquals("pause", half.name());
    }

    private static ScheduledFault on(int index, ReplicaChoice choice, double share) {
        return new ScheduledFault(index, new Fault.OnReplicas(new ReplicaAction.Pause(), choice), 0, 1, share);
    }

    private static Fault.Toxic toxic(String type, String mode, boolean silent) {
        return new Fault.Toxic(type, Set.of(Direction.values()), Map.of("mode", mode), true, silent, "does something");
    }
}
