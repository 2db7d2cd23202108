package dev.flatline.core.fault.line;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.seed.SeedSweep;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whatever is stacked, and in whichever order: what goes in comes out, in order, and none before it went in. */
class LineStackTest {

    private static final long MS = 1_000_000;
    private static final int CHUNKS = 500;

    @SeedSweep
    void anyStackKeepsOrderAndCount(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        LineModel[] models =
                Stream.generate(() -> model(random)).limit(random.nextInt(1, 7)).toArray(LineModel[]::new);
        long[] sent = sent(random);
        int[] bytes = bytes(random);

        LineStack stack = new LineStack(seed, models);
        long[] delivered = stack.run(sent, bytes);

        assertEquals(IntStream.range(0, CHUNKS).boxed().toList(), stack.order());
        for (int i = 0; i < CHUNKS; i++) {
            assertTrue(delivered[i] >= sent[i], "chunk " + i + " was early");
        }
    }

    @SeedSweep
    void theSameSeedDeliversAtTheSameInstants(long seed) {
        LineModel[] models = Stream.generate(() -> model(new SplittableRandom(seed)))
                .limit(4)
                .toArray(LineModel[]::new);
        long[] sent = sent(new SplittableRandom(seed));
        int[] bytes = bytes(new SplittableRandom(seed));

        long[] first = new LineStack(seed, models).run(sent, bytes);
        long[] second = new LineStack(seed, models).run(sent, bytes);

        assertArrayEquals(first, second);
    }

    private static long[] sent(RandomGenerator random) {
        long mostGap = random.nextBoolean() ? MS : 2_000 * MS;
        long[] sent = new long[CHUNKS];
        for (int i = 1; i < CHUNKS; i++) {
            sent[i] = sent[i - 1] + random.nextLong(mostGap);
        }
        return sent;
    }

    /** The last is the end of the stream. */
    private static int[] bytes(RandomGenerator random) {
        int[] bytes = random.ints(CHUNKS, 1, 32_768).toArray();
        bytes[CHUNKS - 1] = 0;
        return bytes;
    }

    private static LineModel model(RandomGenerator random) {
        double share = random.nextDouble();
        List<DelayDistribution> delays =
                DelayDistributionTest.everyDistribution().toList();
        return switch (random.nextInt(5)) {
            case 0 -> new DelayLine(delays.get(random.nextInt(delays.size())), new Correlation(share));
            case 1 -> new LossLine(new GilbertElliott(share / 4, 0.2, 0.5, 0.001));
            case 2 -> new LossLine(new CorrelatedLoss(share / 2, new Correlation(0.3)));
            case 3 -> new RadioWakeUp(1 + (long) (share * 1_000 * MS), 300 * MS);
            default -> new BandwidthLine(1_000 + (long) (share * 1_000_000));
        };
    }
}
