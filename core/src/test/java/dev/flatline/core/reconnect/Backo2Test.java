package dev.flatline.core.reconnect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.connection.CloseCause;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Socket.IO's comb, with every draw of a fine grid rather than a sample. */
class Backo2Test {

    private static final int DRAWS = 200_000;
    private static final Backo2 SOCKET_IO = new Backo2(1_000, 5_000, 2, 0.5);

    @Test
    void theFirstDelayLiesInTenBandsWithHolesBetweenThem() {
        TreeSet<Long> expected = new TreeSet<>();
        List<long[]> bands = List.of(
                new long[] {551, 600},
                new long[] {651, 700},
                new long[] {751, 800},
                new long[] {851, 900},
                new long[] {951, 1000},
                new long[] {1050, 1099},
                new long[] {1150, 1199},
                new long[] {1250, 1299},
                new long[] {1350, 1399},
                new long[] {1450, 1499});
        for (long[] band : bands) {
            for (long millis = band[0]; millis <= band[1]; millis++) {
                expected.add(millis);
            }
        }

        TreeSet<Long> found = new TreeSet<>();
        double sum = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            long millis = millis(0, draw);
            found.add(millis);
            sum += millis;
        }

        assertEquals(expected, found);
        assertEquals(500, found.size());
        assertEquals(1_025, sum / DRAWS, 0.5);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0", "1, 0.0", "2, 0.3", "3, 0.9", "4, 1.0", "5, 1.0", "100, 1.0"})
    void theCapGathersMoreAndMoreClientsOnFiveSeconds(int attempt, double share) {
        int capped = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            capped += millis(attempt, draw) == 5_000 ? 1 : 0;
        }

        assertEquals(share, (double) capped / DRAWS, 0.001);
    }

    /** 2^1024 has no number: the sign that shortens takes Infinity from Infinity, and what is no number is 0. */
    @Test
    void overflowsAfterAThousandAttemptsAsTheOriginalDoes() {
        assertEquals(0, millis(1_024, 10_000));
        assertEquals(5_000, millis(1_024, 30_000));
    }

    /** The published ends are those of a sample. */
    @Test
    void theSpreadOfAFleetFreezesAtAboutSixSeconds() {
        SplittableRandom random = new SplittableRandom(11);
        long[] least = new long[6];
        long[] most = new long[6];
        Arrays.fill(least, Long.MAX_VALUE);
        for (int client = 0; client < 50_000; client++) {
            long at = 0;
            for (int attempt = 0; attempt < 6; attempt++) {
                at += delay(attempt, random);
                least[attempt] = Math.min(least[attempt], at);
                most[attempt] = Math.max(most[attempt], at);
            }
        }

        long[][] published = {{551, 1499}, {1652, 4497}, {3870, 9494}, {8374, 14494}, {13374, 19494}, {18374, 24494}};
        for (int attempt = 0; attempt < 6; attempt++) {
            assertEquals((double) published[attempt][0], (double) least[attempt], 150, "attempt " + attempt);
            assertEquals((double) published[attempt][1], (double) most[attempt], 150, "attempt " + attempt);
        }
        assertEquals(most[4] - least[4], most[5] - least[5]);
    }

    private static long millis(int attempt, int draw) {
        double share = (draw + 0.5) / DRAWS;
        return delay(attempt, new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new AssertionError("one draw, and that a double");
            }

            @Override
            public double nextDouble() {
                return share;
            }
        });
    }

    private static long delay(int attempt, RandomGenerator random) {
        Loss loss = Loss.of(CloseCause.RESET, 0).asAttempt(attempt);
        return SOCKET_IO.next(loss, random).delayNanos() / 1_000_000;
    }
}
