package dev.flatline.server.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.seed.SeedSweep;
import dev.flatline.core.seed.Seeds;
import dev.flatline.core.testing.OwnThread;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HandshakeRateTest {

    private static final long SECOND = 1_000_000_000L;
    /** Clocks may start anywhere, and overflow. */
    private static final long START = justBeforeOverflow();

    private final HandshakeRate rate = new HandshakeRate();

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 5", "2.5, 2", "0.5, 1", "1000, 1000", "1e6, 1000000"})
    void aBurstIsOneSecondsWorth(double perSecond, int burst) {
        assertEquals(burst, taken(perSecond, START, burst + 10));
    }

    @Test
    void afterABurstOnePassesEachInterval() {
        taken(10, START, 100);

        assertFalse(rate.take(10, START + 99_999_999));
        assertTrue(rate.take(10, START + 100_000_000));
        assertFalse(rate.take(10, START + 100_000_001));
        assertEquals(5, taken(10, START + 600_000_000, 100));
    }

    @Test
    void aQuietTimeSavesUpOneSecondsWorthAndNoMore() {
        taken(10, START, 100);

        assertEquals(10, taken(10, START + 3600 * SECOND, 100));
    }

    @Test
    void thoseThatAreRefusedDoNotCount() {
        for (long now = START; now < START + 10 * SECOND; now += SECOND / 1000) {
            rate.take(2, now);
        }

        assertTrue(rate.take(2, START + 11 * SECOND));
    }

    @Test
    void aRateThatIsLoweredHoldsAtOnce() {
        taken(1000, START, 500);

        assertEquals(1, taken(2, START, 10));
        assertEquals(0, taken(2, START + SECOND / 4, 10));
    }

    @SeedSweep
    void itAgreesWithABucketThatIsFilledContinuously(long seed) {
        RandomGenerator random = new Seeds(seed).generator("rate", 0);
        double perSecond = random.nextInt(1, 50);
        double bucket = perSecond;
        long now = START;
        for (int i = 0; i < 5_000; i++) {
            long waited = random.nextInt(8) == 0 ? random.nextLong(SECOND) : random.nextLong(SECOND / 40);
            now += waited;
            bucket = Math.min(perSecond, bucket + waited * perSecond / SECOND);
            if (Math.abs(bucket - 1) < 1e-4) {
                bucket = 1; // equal but for rounding: either answer is right
                continue;
            }
            boolean expected = bucket >= 1;
            bucket -= expected ? 1 : 0;

            assertEquals(expected, rate.take(perSecond, now), "call " + i + ", bucket " + bucket);
        }
    }

    @Test
    void severalThreadsTogetherGetNoMore() {
        AtomicInteger taken = new AtomicInteger();
        CompletableFuture<?>[] threads = IntStream.range(0, 4)
                .mapToObj(thread -> CompletableFuture.runAsync(
                        () -> {
                            for (int i = 0; i < 50_000; i++) {
                                taken.addAndGet(rate.take(1000, START + i * 20_000L) ? 1 : 0);
                            }
                        },
                        OwnThread.EACH))
                .toArray(CompletableFuture<?>[]::new);

        CompletableFuture.allOf(threads).join();

        assertTrue(taken.get() <= 2000, taken + " in a second, where the burst is 1000");
        assertTrue(taken.get() >= 1990, taken + " in a second");
    }

    private static long justBeforeOverflow() {
        return Long.MAX_VALUE - SECOND / 2;
    }

    private int taken(double perSecond, long now, int attempts) {
        int taken = 0;
        for (int i = 0; i < attempts; i++) {
            taken += rate.take(perSecond, now) ? 1 : 0;
        }
        return taken;
    }
}
