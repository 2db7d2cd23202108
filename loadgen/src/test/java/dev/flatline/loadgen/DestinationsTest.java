package dev.flatline.loadgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.flatline.core.seed.Seeds;
import dev.flatline.wire.SourcePool;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DestinationsTest {

    private static final Destinations TWO = destinations(2, 1);

    @Test
    void clientsAreSpreadByWeight() {
        long first = IntStream.range(0, 30_000)
                .filter(client -> TWO.of(client, new Seeds(42)) == 0)
                .count();

        // The standard deviation of 30,000 draws of 2/3 is 82.
        assertEquals(20_000.0, (double) first, 400);
        assertEquals(2.0 / 3, TWO.share(0), 1e-12);
    }

    @Test
    void aClientKeepsItsTargetUnderOneSeed() {
        int[] once = IntStream.range(0, 100)
                .map(client -> TWO.of(client, new Seeds(7)))
                .toArray();
        int[] again = IntStream.range(0, 100)
                .map(client -> TWO.of(client, new Seeds(7)))
                .toArray();
        int[] other = IntStream.range(0, 100)
                .map(client -> TWO.of(client, new Seeds(8)))
                .toArray();

        assertEquals(toText(once), toText(again));
        assertNotEquals(toText(once), toText(other));
    }

    @Test
    void aWeightIsAboveZero() {
        assertThrows(IllegalArgumentException.class, () -> destinations(0));
        assertThrows(IllegalArgumentException.class, () -> destinations(Double.NaN));
        assertThrows(IllegalArgumentException.class, DestinationsTest::destinations);
    }

    private static String toText(int[] draws) {
        return Arrays.toString(draws);
    }

    private static Destinations destinations(double... weights) {
        List<Destination> all = IntStream.range(0, weights.length)
                .mapToObj(index ->
                        new Destination(new Target("127.0.0.1", 9000 + index, "/"), weights[index], Optional.empty()))
                .toList();
        return new Destinations(all, TrustOptions.SYSTEM, SourcePool.AUTO);
    }
}
