package dev.flatline.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.seed.Seeds;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TimingWheelTest {

    /** Adds, removes and polls at random, against lists sorted by tick. */
    @Test
    void agreesWithASortedModel() {
        for (int seed = 0; seed < 300; seed++) {
            RandomGenerator random = new Seeds(seed).generator("wheel", 0);
            TimingWheel wheel = new TimingWheel();
            NavigableMap<Long, List<TimingWheel.Node>> model = new TreeMap<>();
            long now = 0;
            for (int step = 0; step < 400; step++) {
                now = switch (random.nextInt(4)) {
                    case 0 -> poll(wheel, model, now + random.nextLong(1L << random.nextInt(1, 16)), seed);
                    case 1 -> {
                        remove(wheel, model, random);
                        yield now;
                    }
                    default -> {
                        add(wheel, model, now, random);
                        yield now;
                    }
                };
                long first = model.isEmpty() ? TimingWheel.NEVER : model.firstKey();
                assertTrue(wheel.nextTick() <= first, "next tick too late, seed " + seed);
                assertEquals(model.isEmpty(), wheel.isEmpty(), "seed " + seed);
            }
        }
    }

    @Test
    void isExactAboutTheNextTickAcrossRevolutions() {
        TimingWheel wheel = new TimingWheel();
        wheel.add(new TimingWheel.Node(TimingWheelTest::nothing), 3L * TimingWheel.SLOTS);
        wheel.add(new TimingWheel.Node(TimingWheelTest::nothing), 2L * TimingWheel.SLOTS + 5);

        assertEquals(2L * TimingWheel.SLOTS + 5, wheel.nextTick());
        assertNull(wheel.poll(2L * TimingWheel.SLOTS + 4));
        assertEquals(2L * TimingWheel.SLOTS + 5, wheel.nextTick());
    }

    @Test
    void forgetsANodeThatIsTakenOutTwice() {
        TimingWheel wheel = new TimingWheel();
        TimingWheel.Node node = new TimingWheel.Node(TimingWheelTest::nothing);
        wheel.add(node, 10);

        assertTrue(wheel.remove(node));
        assertEquals(false, wheel.remove(node));

        assertNull(wheel.poll(1_000_000));
        assertEquals(TimingWheel.NEVER, wheel.nextTick());
    }

    private static void add(
            TimingWheel wheel, NavigableMap<Long, List<TimingWheel.Node>> model, long now, RandomGenerator random) {
        long tick = Math.max(now + 1, now + random.nextLong(1L << random.nextInt(1, 18)));
        TimingWheel.Node node = new TimingWheel.Node(TimingWheelTest::nothing);
        assertEquals(tick, wheel.add(node, tick));
        model.computeIfAbsent(tick, t -> new ArrayList<>()).add(node);
    }

    private static void remove(
            TimingWheel wheel, NavigableMap<Long, List<TimingWheel.Node>> model, RandomGenerator random) {
        Map.Entry<Long, List<TimingWheel.Node>> entry = model.ceilingEntry(random.nextLong(1L << 18));
        if (entry != null) {
            List<TimingWheel.Node> nodes = entry.getValue();
            assertTrue(wheel.remove(nodes.remove(random.nextInt(nodes.size()))));
            if (nodes.isEmpty()) {
                model.remove(entry.getKey());
            }
        }
    }

    private static void nothing() {}

    private static long poll(TimingWheel wheel, NavigableMap<Long, List<TimingWheel.Node>> model, long upTo, int seed) {
        Iterator<List<TimingWheel.Node>> due =
                model.headMap(upTo, true).values().iterator();
        while (due.hasNext()) {
            for (TimingWheel.Node expected : due.next()) {
                assertTrue(expected.equals(wheel.poll(upTo)), "another node, seed " + seed);
            }
            due.remove();
        }
        assertNull(wheel.poll(upTo), "a node too many, seed " + seed);
        return upTo;
    }
}
