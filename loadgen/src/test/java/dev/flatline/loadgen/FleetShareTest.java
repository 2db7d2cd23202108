package dev.flatline.loadgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.load.ClientGroup;
import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.load.ConstantRate;
import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.load.PoissonArrivals;
import dev.flatline.core.reconnect.ExponentialBackoff;
import dev.flatline.core.reconnect.Jitter;
import dev.flatline.core.seed.Seeds;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A fleet that is cut into shares is the same fleet: nobody is lost, doubled or moved in time. */
final class FleetShareTest {

    private static final Seeds SEEDS = new Seeds(42);
    private static final ClientPlan CLIENT =
            ClientPlan.plain(HeartbeatRule.NONE, ExponentialBackoff.fixed(1_000_000, Jitter.FULL, 3), 1_000_000_000);
    private static final LoadPlan PLAN = new LoadPlan(List.of(
            new ClientGroup("web", 701, new PoissonArrivals(100), CLIENT),
            new ClientGroup("devices", 300, new ConstantRate(50), CLIENT)));

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 3", "2, 1", "2, 2", "3, 1", "3, 4"})
    void allSharesTogetherStartEveryClientAtTheInstantOfTheWholeFleet(int shares, int loops) {
        Map<Integer, Long> whole = new TreeMap<>();
        for (LoadPlan.Walk walk = PLAN.arrivals(SEEDS); walk.hasNext(); walk.advance()) {
            whole.put(walk.client(), walk.nanos());
        }

        Map<Integer, Long> union = new TreeMap<>();
        for (int index = 0; index < shares; index++) {
            FleetShare share = new FleetShare(index, shares);
            int clients = 0;
            for (Starts starts : Starts.of(PLAN, share, SEEDS, loops)) {
                clients += starts.size();
                collect(starts, union);
            }
            assertEquals(share.clients(PLAN.clients()), clients, () -> share + " starts each of its clients once");
        }

        assertEquals(1_001, whole.size());
        assertEquals(whole, union);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void noTwoLoopsOfARunHaveTheSameNumber(int shares) {
        Set<Long> numbers = new HashSet<>();

        for (int index = 0; index < shares; index++) {
            for (int loop = 0; loop < 5; loop++) {
                assertTrue(
                        numbers.add(new FleetShare(index, shares).number(loop)), "share " + index + ", loop " + loop);
            }
        }

        assertEquals(shares * 5, numbers.size());
    }

    @Test
    void theLoopsOfAWholeFleetKeepTheirNumbers() {
        assertEquals(0, FleetShare.WHOLE.number(0));
        assertEquals(3, FleetShare.WHOLE.number(3));
        assertNotEquals(0, new FleetShare(1, 2).number(0));
    }

    private static void collect(Starts starts, Map<Integer, Long> into) {
        long before = 0;
        for (int place = 0; place < starts.size(); place++) {
            assertTrue(starts.nanos(place) >= before, "the starts of a loop are in order");
            before = starts.nanos(place);
            Long twice = into.put(starts.client(place), before);
            assertEquals(null, twice, "a client starts once");
        }
    }
}
