package dev.flatline.chaos;

import static dev.flatline.chaos.Faults.make;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.chaos.ledger.Ledger;
import dev.flatline.chaos.ledger.ToxicMeter;
import dev.flatline.chaos.target.ConnectionFacts;
import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.chaos.toxic.Values;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.seed.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

    @Test
    void everyGeneratorOfAToxicDrawsForItselfAndTheSameInEveryRun() {
        List<Long> first = drawsOf(1);
        List<Long> again = drawsOf(1);

        assertEquals(4, Set.copyOf(first).size(), first::toString);
        assertEquals(first, again);
    }

    /** What the generators of both directions draw first, two of each. */
    private static List<Long> drawsOf(long seed) {
        List<Long> draws = new ArrayList<>();
        Values none = make("noop").values();
        RelayRig rig = new RelayRig(seed, 0);
        rig.toxics(RelayRig.toxic("dice", Stream.BOTH, new Toxic() {
            @Override
            public Values values() {
                return none;
            }

            @Override
            public void open(Link link) {
                for (int i = 0; i < 2; i++) {
                    draws.add(link.random(Direction.UPSTREAM).nextLong());
                    draws.add(link.random(Direction.DOWNSTREAM).nextLong());
                }
            }
        }));
        rig.accept();
        rig.shard.close();
        return draws;
    }
}
