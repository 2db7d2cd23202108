package dev.flatline.core.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.seed.ScriptedRandom;
import dev.flatline.core.seed.Seeds;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActiveFaultsTest {

    private static final ScheduledFault HOLE = new ScheduledFault(0, new Fault.Blackhole(), 0, 10, 1);
    private static final ScheduledFault SLOW = new ScheduledFault(1, new Fault.Latency(100, 50), 0, 10, 1);
    private static final ScheduledFault HALF = new ScheduledFault(2, new Fault.Refuse(), 0, 10, 0.5);

    private final ActiveFaults faults = new ActiveFaults(new Seeds(42), 100);

    @Test
    void aFaultIsOnItsClientsFromItsBeginningToItsEnd() {
        assertEquals(List.of(), faults.on(3, 1));
        faults.begin(HOLE);
        faults.begin(SLOW);
        assertEquals(List.of(HOLE, SLOW), faults.on(3, 1));

        faults.end(HOLE);

        assertEquals(List.of(SLOW), faults.on(3, 1));
    }

    @Test
    void aClientStaysHitWhateverItsConnectionIs() {
        faults.begin(HALF);
        Selection selection = new Selection(new Seeds(42), HALF, 100);

        for (int client = 0; client < 100; client++) {
            for (long connection = 0; connection < 5; connection++) {
                assertEquals(
                        selection.hits(client), !faults.on(client, connection).isEmpty());
            }
        }
    }

    @Test
    void aStrangerIsDrawnByConnection() {
        faults.begin(HALF);
        Selection selection = new Selection(new Seeds(42), HALF, 100);

        for (long connection = 0; connection < 100; connection++) {
            assertEquals(
                    selection.hitsStranger(connection),
                    !faults.on(-1, connection).isEmpty());
        }
    }

    @Test
    void onlyResetsRefusalsAndRestartsTurnAway() {
        assertFalse(ActiveFaults.turnsAway(List.of()));
        assertFalse(ActiveFaults.turnsAway(List.of(HOLE, SLOW)));
        assertTrue(ActiveFaults.turnsAway(List.of(HOLE, HALF)));
        assertTrue(ActiveFaults.turnsAway(List.of(new ScheduledFault(3, new Fault.Reset(), 0, 1, 1))));
        assertTrue(ActiveFaults.turnsAway(List.of(new ScheduledFault(3, new Fault.ServerRestart(), 0, 1, 1))));
    }

    @Test
    void delaysAddUpExactly() {
        Impairment line = (arrived, bytes, random) -> arrived + 7;

        Impairment sum = Impairment.of(line, List.of(new Fault.Latency(100, 50), new Fault.Latency(1_000, 0)));

        assertEquals(5_000 + 7 + 100 + 1_000, sum.deliverAtNanos(5_000, 1, new ScriptedRandom(0)));
        assertEquals(5_000 + 7 + 150 + 1_000, sum.deliverAtNanos(5_000, 1, new ScriptedRandom(1)));
    }

    @Test
    void whatHoldsHoldsWhereverItStands() {
        Impairment held = (arrived, bytes, random) -> Impairment.HELD;
        Fault.Latency slow = new Fault.Latency(100, 50);

        assertSame(Impairment.HOLD, Impairment.of(Impairment.NONE, List.of(slow, new Fault.Blackhole(), slow)));
        assertEquals(Impairment.HELD, Impairment.of(held, List.of(slow)).deliverAtNanos(5, 1, new ScriptedRandom(1)));
    }

    @Test
    void faultsThatDoNotTouchBytesLeaveTheLineAsItIs() {
        assertSame(Impairment.NONE, ActiveFaults.impairment(Impairment.NONE, List.of()));
        assertSame(Impairment.NONE, ActiveFaults.impairment(Impairment.NONE, List.of(HALF)));
        assertSame(Impairment.HOLD, ActiveFaults.impairment(Impairment.NONE, List.of(HALF, HOLE)));
    }

    @Test
    void refusesPlansOutOfRange() {
        Fault hole = new Fault.Blackhole();

        assertThrows(IllegalArgumentException.class, () -> new ScheduledFault(0, hole, -1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new ScheduledFault(0, hole, 0, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new ScheduledFault(0, hole, 0, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new ScheduledFault(0, hole, 0, 1, 1.5));
        assertThrows(IllegalArgumentException.class, () -> new ScheduledFault(0, hole, 0, 1, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new Fault.Latency(0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Fault.Latency(-1, 5));
    }
}
