package dev.flatline.chaos;

import static dev.flatline.chaos.Faults.make;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.chaos.ledger.Ledger;
import dev.flatline.chaos.ledger.ToxicMeter;
import dev.flatline.chaos.target.ConnectionFacts;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.seed.Seeds;
import org.junit.jupiter.api.Test;

/** What is told of a toxic in force. */
final class AppliedToxicTest {

    @Test
    void aDelayThatIsCutShortIsNoneThatWasAchieved() {
        NamedToxic named = RelayRig.toxic("slow", Stream.DOWNSTREAM, make("latency", "latency", 100L));
        ToxicMeter meter = new ToxicMeter();
        Ledger ledger = new Ledger(10, true);
        AppliedToxic toxic = new AppliedToxic("web", named, 1, "slow", new Seeds(1), ledger, meter);
        ConnectionFacts connection = new ConnectionFacts(1, null, 0);

        toxic.delayed(connection, Direction.DOWNSTREAM, 100, 99, 0);
        toxic.delayed(connection, Direction.DOWNSTREAM, 100, 101, 0);

        assertEquals(1, meter.delays().count());
        assertEquals(1, ledger.last());
    }
}
