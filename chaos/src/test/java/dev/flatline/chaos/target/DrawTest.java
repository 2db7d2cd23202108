package dev.flatline.chaos.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.seed.SeedSweep;
import dev.flatline.core.seed.Seeds;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawTest {

    private static final int CONNECTIONS = 100_000;
    private static final Seeds SEEDS = new Seeds(42);

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.3, 0.5, 0.99})
    void hitsTheShareThatWasAskedFor(double toxicity) {
        double sigma = Math.sqrt(CONNECTIONS * toxicity * (1 - toxicity));

        int hit = hit("slow", toxicity).cardinality();

        assertEquals(CONNECTIONS * toxicity, hit, 4 * sigma);
    }

    @SeedSweep
    void aHigherToxicityOnlyAddsConnections(long seed) {
        Seeds seeds = new Seeds(seed);
        for (int number = 1; number <= 100; number++) {
            ConnectionFacts connection = Requests.silent(number);
            boolean before = false;
            for (int percent = 0; percent <= 100; percent++) {
                boolean now = Draw.hits(seeds, "web", "slow", connection, percent / 100.0);
                assertTrue(now || !before, "connection " + number + " at " + percent);
                before = now;
            }
            assertTrue(before);
        }
    }

    @Test
    void outsideOfZeroToOneItHitsNoneOrAll() {
        for (double none : new double[] {0, -0.0, -1, Double.NaN, Double.NEGATIVE_INFINITY}) {
            assertEquals(0, hit("slow", none).cardinality(), () -> "at " + none);
        }
        for (double all : new double[] {1, 1.5, Double.POSITIVE_INFINITY}) {
            assertEquals(CONNECTIONS, hit("slow", all).cardinality(), () -> "at " + all);
        }
    }

    @Test
    void hitsTheSameInAnyOrder() {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, CONNECTIONS).boxed().toList());
        Collections.shuffle(order, new Random(7));
        BitSet shuffled = new BitSet();

        order.forEach(number -> shuffled.set(number, hits("slow", number, 0.3)));

        assertEquals(hit("slow", 0.3), shuffled);
    }

    @Test
    void toxicsAndProxiesAndSeedsDrawIndependently() {
        BitSet slow = hit("slow", 0.5);
        BitSet lossy = hit("lossy", 0.5);

        slow.and(lossy);

        assertEquals(CONNECTIONS / 4.0, slow.cardinality(), 4 * Math.sqrt(CONNECTIONS * 3 / 16.0));
        ConnectionFacts one = Requests.silent(1);
        assertNotEquals(Draw.of(SEEDS, "a", "bc", one), Draw.of(SEEDS, "ab", "c", one));
        assertNotEquals(Draw.of(SEEDS, "a", "b", one), Draw.of(new Seeds(43), "a", "b", one));
    }

    @Test
    void aClientOfTheFleetKeepsItsDrawOnEveryConnection() {
        assertEquals(draw(Requests.client(1, 17)), draw(Requests.client(900, 17)));
        assertNotEquals(draw(Requests.client(1, 17)), draw(Requests.client(1, 18)));
        assertNotEquals(draw(Requests.client(5, 17)), draw(Requests.silent(17)));
    }

    @Test
    void aStrangerKeepsItsDrawByTheIdentityThatItsRequestGives() {
        IdentitySource user = IdentitySource.header("X-User");
        IdentitySource token = IdentitySource.query("token");
        ConnectionFacts ann = Requests.asked(user, 1, "/?token=t1", "X-User: ann");
        ConnectionFacts annAgain = Requests.asked(user, 2, "/?token=t2", "x-user: ann");

        assertEquals("ann", ann.identity());
        assertEquals(draw(ann), draw(annAgain));
        assertNotEquals(draw(Requests.asked(token, 1, "/?token=t1")), draw(Requests.asked(token, 2, "/?token=t2")));
        assertNotEquals(draw(Requests.asked(1, "/", "X-User: ann")), draw(Requests.asked(2, "/", "X-User: ann")));
        assertEquals(draw(Requests.asked(IdentitySource.query("none"), 1, "/")), draw(Requests.silent(1)));
        assertEquals(draw(Requests.asked(user, 3, "/", "X-User:")), draw(Requests.silent(3)));
        assertEquals(draw(Requests.asked(user, 4, "/", "X-User: " + "x".repeat(257))), draw(Requests.silent(4)));
    }

    @Test
    void anIdentitySourceIsAPlaceAndAName() {
        assertEquals(IdentitySource.header("X-User"), IdentitySource.of("header:X-User"));
        assertEquals(IdentitySource.query("user"), IdentitySource.of("query:user"));
        assertThrows(IllegalArgumentException.class, () -> IdentitySource.of("cookie:user"));
        assertThrows(IllegalArgumentException.class, () -> IdentitySource.of("header"));
    }

    @Test
    void theFleetsOwnIdentityComesFirst() {
        IdentitySource user = IdentitySource.header("X-User");
        ConnectionFacts connection = Requests.asked(user, 1, "/", "X-User: ann", "X-Flatline-Client: 17");

        assertEquals(draw(Requests.client(2, 17)), draw(connection));
    }

    @Test
    void anIdentitySourceNeedsAName() {
        assertThrows(IllegalArgumentException.class, () -> IdentitySource.header("X User"));
        assertThrows(IllegalArgumentException.class, () -> IdentitySource.query(""));
        assertFalse(Draw.hits(0.5, 0.5));
        assertTrue(Draw.hits(0.5, 0.49));
    }

    private static double draw(ConnectionFacts connection) {
        return Draw.of(SEEDS, "web", "slow", connection);
    }

    private static BitSet hit(String toxic, double toxicity) {
        BitSet hit = new BitSet();
        for (int number = 0; number < CONNECTIONS; number++) {
            hit.set(number, hits(toxic, number, toxicity));
        }
        return hit;
    }

    private static boolean hits(String toxic, int number, double toxicity) {
        return Draw.hits(SEEDS, "web", toxic, Requests.silent(number), toxicity);
    }
}
