package dev.flatline.benchmarks.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SamplesTest {

    @Test
    void thePercentileIsTheValueThatThatShareDoesNotExceed() {
        double[] hundred =
                IntStream.rangeClosed(1, 100).mapToDouble(i -> 101 - i).toArray();

        assertEquals(99, Samples.percentile(0.99, hundred));
        assertEquals(100, Samples.percentile(1, hundred));
        assertEquals(1, Samples.percentile(0, hundred));
    }

    @Test
    void thereIsNoPercentileOfNothing() {
        assertEquals(Double.NaN, Samples.percentile(0.5));
    }
}
