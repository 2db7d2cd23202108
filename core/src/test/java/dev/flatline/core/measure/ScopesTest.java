package dev.flatline.core.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.heartbeat.HeartbeatRule;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The numbers of the clients that a fault hit, and those of groups. */
class ScopesTest {

    private static final ScheduledFault HOLE = Told.blackhole(0);
    private static final ScheduledFault RESET = Told.fault(1, new Fault.Reset());

    private final Told told = Told.ours();

    @Test
    void aFaultHasTheDetectionsAndOutagesOfThoseItHit() {
        told.connects(1, 0, 100)
                .connects(2, 0, 100)
                .begins(HOLE, 1_000, 1)
                .expires(1, 4_000)
                .evicts(1, 0, 7_500);
        told.loses(2, CloseCause.RESET, 2_000)
                .connects(2, 1, 2_500)
                .ends(HOLE, 8_000)
                .connects(1, 1, 8_500);

        Map<String, Metric> hole = ofFault(0);

        assertEquals(3_000, distribution(hole, "detect.client").max(), 3);
        assertEquals(6_500, distribution(hole, "detect.server").max(), 7);
        assertEquals(1, distribution(hole, "outage").count());
        assertEquals(7_501, distribution(hole, "outage").max(), 8);
        assertEquals(2, told.distribution("outage").count());
    }

    @Test
    void whoIsStillAwayBecauseOfAFaultIsUnfinishedThere() {
        told.connects(1, 0, 100).connects(2, 0, 100).begins(HOLE, 1_000, 1).expires(1, 4_000);
        told.loses(2, CloseCause.RESET, 4_500).ends(HOLE, 5_000);

        assertEquals(1, distribution(ofFault(0), "outage").unfinished());
        assertEquals(2, told.distribution("outage").unfinished());
    }

    @Test
    void attemptsAreTheFaultsUntilTheClientIsBack() {
        told.connects(1, 0, 100).begins(HOLE, 1_000, 1).expires(1, 4_000);
        told.attempt(1, true, 4_100).fails(1, CloseCause.UPGRADE_TIMEOUT, 4_600);
        told.ends(HOLE, 5_000).connects(1, 1, 5_100);
        told.loses(1, CloseCause.RESET, 90_000).connects(1, 2, 90_100);

        Map<String, Metric> hole = ofFault(0);

        assertEquals(new Metric.Count(2), hole.get("attempts.total"));
        assertEquals(new Metric.Count(1), hole.get("attempts.wasted"));
        assertEquals(new Metric.Ratio(2), hole.get("attempts.per_recovery"));
        assertEquals(new Metric.Count(3), told.recorder.metrics().get("attempts.total"));
    }

    @Test
    void aDeathThatNobodyNoticedIsMissedByTheFaultItDiedOf() {
        told.connects(1, 0, 100).begins(HOLE, 1_000, 1).begins(RESET, 1_500);

        assertEquals(new Metric.Count(2), ofFault(0).get("detect.missed"));
        assertEquals(new Metric.Count(0), ofFault(1).get("detect.missed"));
    }

    @Test
    void whatAForeignServerSeesIsAbsentFromAFaultToo() {
        Told foreign = Told.foreign();

        foreign.connects(1, 0, 100).begins(HOLE, 1_000, 1);

        assertEquals(
                new Metric.Absent(MeterPlan.FOREIGN),
                foreign.recorder.faults().get(0).metrics().get("detect.server"));
    }

    @Test
    void theWayBackIsACurveThatEndsWithEverybody() {
        told.connects(1, 0, 100)
                .connects(2, 0, 100)
                .begins(HOLE, 1_000, 1, 2)
                .expires(1, 4_000)
                .expires(2, 4_000);
        told.ends(HOLE, 5_000).connects(1, 1, 5_099).connects(2, 1, 5_999);

        List<Returned> curve = told.recorder.faults().get(0).curve();

        assertEquals(List.of(1L, 2L), curve.stream().map(Returned::clients).toList());
        assertEquals(100, curve.get(0).millis(), 0.2);
        assertEquals(1_000, curve.get(1).millis(), 2);
    }

    @Test
    void groupsHaveNumbersOfTheirOwn() {
        Told groups = Told.groups(Told.CLIENT_RULE, HeartbeatRule.NONE);
        groups.connects(1, 0, 100)
                .connects(6, 0, 100)
                .pong(1, 500)
                .begins(HOLE, 1_000, 1, 6)
                .expires(1, 4_000);
        groups.loses(6, CloseCause.RESET, 4_500).ends(HOLE, 5_000).connects(1, 1, 5_100);

        Map<String, Map<String, Metric>> found = groups.recorder.groups();

        assertEquals(List.of("first", "second"), List.copyOf(found.keySet()));
        Map<String, Metric> first = Objects.requireNonNull(found.get("first"));
        Map<String, Metric> second = Objects.requireNonNull(found.get("second"));
        assertEquals(2, distribution(first, "connect.total").count());
        assertEquals(1, distribution(second, "connect.total").count());
        assertEquals(1, distribution(first, "heartbeat.rtt").count());
        assertEquals(0, distribution(second, "heartbeat.rtt").count());
        assertEquals(1, distribution(first, "detect.client").count());
        assertEquals(new Metric.Gauge(1, 1), first.get("clients.open"));
        assertEquals(new Metric.Gauge(1, 0), second.get("clients.open"));
        assertEquals(101, ((Metric.Duration) Objects.requireNonNull(first.get("recover.t100"))).millis(), 1);
        assertEquals(new Metric.Duration(Double.POSITIVE_INFINITY), second.get("recover.t100"));
    }

    @Test
    void whatIsMeasuredOfFaultsAndGroupsIsWhatTheCatalogueSays() {
        Told groups = Told.groups(Told.CLIENT_RULE, HeartbeatRule.NONE);
        groups.connects(1, 0, 100).begins(HOLE, 1_000, 1);

        Set<String> ofFaults =
                new HashSet<>(groups.recorder.faults().get(0).metrics().keySet());
        ofFaults.addAll(List.of("recover.t50", "recover.t90", "recover.t99", "recover.t100"));
        Set<String> ofGroups =
                Objects.requireNonNull(groups.recorder.groups().get("first")).keySet();

        assertEquals(Set.copyOf(MetricCatalog.ofFaults()), ofFaults);
        assertEquals(Set.copyOf(MetricCatalog.ofGroups()), ofGroups);
    }

    @Test
    void oneGroupHasNone() {
        assertTrue(told.recorder.groups().isEmpty());
    }

    private Map<String, Metric> ofFault(int index) {
        return told.recorder.faults().get(index).metrics();
    }

    private static Metric.Distribution distribution(Map<String, Metric> metrics, String name) {
        return (Metric.Distribution) Objects.requireNonNull(metrics.get(name));
    }
}
