package dev.flatline.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class ScoreTest {

    @Test
    void readsInThreeDigitsAndAUnit() {
        assertEquals("0.44 ns", Score.time(0.444));
        assertEquals("999 ns", Score.time(999.4));
        assertEquals("1.00 µs", Score.time(999.6));
        assertEquals("26.4 ms", Score.time(26_400_000));
        assertEquals("1500 s", Score.time(1_500e9));
    }

    @Test
    void readsBytes() {
        assertEquals("0 B", Score.bytes(0.001));
        assertEquals("640 B", Score.bytes(640));
        assertEquals("1.28 kB", Score.bytes(1_280));
        assertEquals("2.10 MB", Score.bytes(2_100_000));
    }
}
