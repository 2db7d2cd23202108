package dev.flatline.scenarios.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.FaultPlan;
import dev.flatline.core.fault.ReplicaAction;
import dev.flatline.core.fault.ReplicaChoice;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.measure.Second;
import dev.flatline.core.measure.Snapshot;
import dev.flatline.report.files.LoggedEvent;
import dev.flatline.scenarios.run.Progress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults on servers of the run are named with them wherever people look. */
class ReplicaFaultsTest {

    private static final long SECOND_NANOS = 1_000_000_000L;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 pause 2       | pause began on replica 2
            1 kill 1,3      | kill began on replicas 1 and 3
            2 blackhole     | blackhole began
            3 blackhole a,b | blackhole began
            """)
    void theStoryOfALedgerSaysOnWhichServersAFaultBegan(String fields, String words) {
        List<String> all = List.of(fields.split(" ", -1));

        String line =
                new EventText(Style.PLAIN).line(new LoggedEvent(LoggedEvent.Source.LEDGER, 15_000_000, "began", all));

        assertEquals("    15.000000  fault " + all.get(0) + "       " + words, line);
    }

    @Test
    void theLiveViewTellsOneFaultOfAKindFromTheNext() {
        FaultPlan plan = new FaultPlan(List.of(pause(0, 10, 1), pause(1, 30, 2)));

        assertEquals("next fault: pause replica 1 in 4 s", StatusText.faults(at(6, List.of()), plan));
        assertEquals(
                "fault: pause replica 2, ends in 7 s", StatusText.faults(at(33, List.of("pause replica 2")), plan));
    }

    private static ScheduledFault pause(int index, long at, int replica) {
        Fault fault = new Fault.OnReplicas(new ReplicaAction.Pause(), ReplicaChoice.of(List.of(replica)));
        return new ScheduledFault(index, fault, at * SECOND_NANOS, 10 * SECOND_NANOS, 0.5);
    }

    private static Progress at(double seconds, List<String> inForce) {
        Second last = new Second((int) seconds, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        return new Progress(seconds, 60, 9, new Snapshot(last, 9, 9, 0, 0, 0, inForce), List.of(), inForce, List.of());
    }
}
