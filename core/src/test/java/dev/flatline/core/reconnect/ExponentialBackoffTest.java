package dev.flatline.core.reconnect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.reconnect.ExponentialBackoff.Cap;
import dev.flatline.core.seed.ScriptedRandom;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExponentialBackoffTest {

    private static final long MS = 1_000_000;
    private static final int DRAWS = 20_000;

    /** The AWS article's policies with base 1 s and cap 30 s. */
    @ParameterizedTest
    @CsvSource({
        "FULL, 0, 0, 1000", "FULL, 1, 0, 2000", "FULL, 2, 0, 4000",
        "FULL, 3, 0, 8000", "FULL, 4, 0, 16000", "FULL, 5, 0, 30000",
        "EQUAL, 0, 500, 1000", "EQUAL, 1, 1000, 2000", "EQUAL, 2, 2000, 4000",
        "EQUAL, 3, 4000, 8000", "EQUAL, 4, 8000, 16000", "EQUAL, 5, 15000, 30000",
        "DECORRELATED, 0, 1000, 3000", "DECORRELATED, 1, 1000, 9000", "DECORRELATED, 2, 1000, 27000",
        "DECORRELATED, 3, 1000, 30000", "DECORRELATED, 4, 1000, 30000", "DECORRELATED, 5, 1000, 30000"
    })
    void fillsTheRangeOfTheAwsArticleAndNoMore(Jitter jitter, int attempt, long fromMillis, long toMillis) {
        ExponentialBackoff policy = aws(jitter, Cap.BEFORE_JITTER);
        long least = Long.MAX_VALUE;
        long largest = 0;

        for (int draw = 0; draw < DRAWS; draw++) {
            long delay = delayOfAttempt(policy, attempt, new SplittableRandom(draw));
            least = Math.min(least, delay);
            largest = Math.max(largest, delay);
        }

        long width = (toMillis - fromMillis) * MS;
        assertTrue(least >= fromMillis * MS && largest <= toMillis * MS, least + " to " + largest);
        assertTrue(least < fromMillis * MS + width / 20, "least " + least);
        boolean chained = jitter == Jitter.DECORRELATED && attempt > 0;
        assertTrue(largest > toMillis * MS - width / (chained ? 4 : 20), "largest " + largest);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, 0.0, 4000000000",
        "NONE, 1.0, 4000000000",
        "FULL, 0.0, 0",
        "FULL, 0.5, 2000000000",
        "FULL, 1.0, 3999999999",
        "EQUAL, 0.0, 2000000000",
        "EQUAL, 0.5, 3000000000",
        "EQUAL, 1.0, 3999999999",
        "DECORRELATED, 0.0, 1000000000",
        "DECORRELATED, 0.5, 3500000000",
        "DECORRELATED, 1.0, 5999999999"
    })
    void givesTheExactDelayOfAKnownDraw(Jitter jitter, double share, long expectedNanos) {
        ExponentialBackoff policy = aws(jitter, Cap.BEFORE_JITTER);

        Retry retry = policy.next(loss(2, 2_000 * MS), new ScriptedRandom(share));

        assertEquals(Retry.after(expectedNanos, expectedNanos), retry);
    }

    @Test
    void decorrelatedJitterTakesTheBaseForTheFirstPreviousDelay() {
        ExponentialBackoff policy = aws(Jitter.DECORRELATED, Cap.BEFORE_JITTER);

        Retry retry = policy.next(loss(0, 0), new ScriptedRandom(0.5));

        assertEquals(2_000 * MS, retry.delayNanos());
    }

    @Test
    void aCapAfterJitterPilesClientsUpOnTheCap() {
        double after = shareOnTheCap(Cap.AFTER_JITTER);
        double before = shareOnTheCap(Cap.BEFORE_JITTER);

        assertEquals(1 - 30.0 / 64, after, 0.015, "uniform in [0, 64 s), cut at 30 s");
        assertEquals(0, before);
    }

    @ParameterizedTest
    @CsvSource({"NONE", "FULL", "EQUAL", "DECORRELATED"})
    void neverOverflows(Jitter jitter) {
        for (Cap cap : Cap.values()) {
            ExponentialBackoff policy = new ExponentialBackoff(1, 1e9, Long.MAX_VALUE, jitter, cap, 5_000);

            for (int attempt : new int[] {0, 1, 10, 62, 63, 64, 1000, 4999}) {
                for (double share : new double[] {0, 0.5, 1}) {
                    long delay = policy.next(loss(attempt, Long.MAX_VALUE - 1), new ScriptedRandom(share))
                            .delayNanos();
                    assertTrue(delay >= 0, "attempt " + attempt + " gave " + delay);
                }
            }
        }
    }

    @Test
    void staysOnTheCapAtAttemptOneThousand() {
        ExponentialBackoff policy = aws(Jitter.NONE, Cap.AFTER_JITTER);

        assertEquals(30_000 * MS, delayOf(policy, 1000));
    }

    @Test
    void givesUpAfterMaxAttempts() {
        ExponentialBackoff policy = new ExponentialBackoff(MS, 2, 8 * MS, Jitter.NONE, Cap.BEFORE_JITTER, 3);

        assertEquals(4 * MS, delayOf(policy, 2));
        assertTrue(policy.next(loss(3, 0), new ScriptedRandom(0)).givesUp());
    }

    @Test
    void aFixedPolicyNeverGrows() {
        ExponentialBackoff policy = ExponentialBackoff.fixed(5_000 * MS, Jitter.NONE, ExponentialBackoff.UNLIMITED);

        for (int attempt : new int[] {0, 1, 5, 1_000_000}) {
            assertEquals(5_000 * MS, delayOf(policy, attempt));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 | 2   | 5 | 1  | base must be longer than 0
            1 | 0.5 | 5 | 1  | factor must be a finite number of at least 1
            1 | NaN | 5 | 1  | factor must be a finite number of at least 1
            1 | Infinity | 5 | 1 | factor must be a finite number of at least 1
            9 | 2   | 5 | 1  | cap must be at least base
            1 | 2   | 5 | -1 | max-attempts must be at least 0
            """)
    void namesTheKeyThatIsOutOfRange(long base, double factor, long cap, int maxAttempts, String message) {
        IllegalArgumentException error = assertThrows(
                IllegalArgumentException.class,
                () -> new ExponentialBackoff(base, factor, cap, Jitter.FULL, Cap.AFTER_JITTER, maxAttempts));

        assertEquals(message, error.getMessage());
    }

    private static Loss loss(int attempt, long memory) {
        return new Loss(attempt, memory, CloseCause.RESET, 0, attempt == 0, true, 0, 0, 0, 0);
    }

    private static ExponentialBackoff aws(Jitter jitter, Cap cap) {
        return new ExponentialBackoff(1_000 * MS, 2, 30_000 * MS, jitter, cap, ExponentialBackoff.UNLIMITED);
    }

    private static long delayOf(ExponentialBackoff policy, int attempt) {
        return policy.next(loss(attempt, 0), new ScriptedRandom(0)).delayNanos();
    }

    private static long delayOfAttempt(ExponentialBackoff policy, int attempt, RandomGenerator random) {
        long delay = 0;
        for (int i = 0; i <= attempt; i++) {
            delay = policy.next(loss(i, delay), random).delayNanos();
        }
        return delay;
    }

    private static double shareOnTheCap(Cap cap) {
        ExponentialBackoff policy = aws(Jitter.FULL, cap);
        RandomGenerator random = new SplittableRandom(1);
        int onTheCap = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            long delay = policy.next(loss(6, 0), random).delayNanos();
            onTheCap += delay == 30_000 * MS ? 1 : 0;
        }
        return (double) onTheCap / DRAWS;
    }
}
