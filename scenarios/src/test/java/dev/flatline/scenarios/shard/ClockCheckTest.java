package dev.flatline.scenarios.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClockCheckTest {

    private final AtomicLong now = new AtomicLong(1_000);

    @Test
    void theQuickestAnswerBoundsTheDifference() {
        AtomicLong delay = new AtomicLong(600);

        long bound = ClockCheck.boundNanos("fleet process 1", now::get, () -> {
            long half = delay.getAndAdd(-100) / 2;
            long said = now.addAndGet(half);
            now.addAndGet(half);
            return said;
        });

        assertEquals(200, bound);
    }

    @Test
    void aClockThatIsAheadIsRefused() {
        assertRefused(5_000_000);
    }

    @Test
    void aClockThatIsBehindIsRefused() {
        assertRefused(-5_000_000);
    }

    private void assertRefused(long off) {
        FlatlineException refused = assertThrows(
                FlatlineException.class,
                () -> ClockCheck.boundNanos("fleet process 2", now::get, () -> now.addAndGet(100) + off));

        assertEquals(ExitStatus.MACHINE, refused.status());
        assertTrue(refused.text().startsWith("fleet process 2 has another clock"), refused::text);
    }

    @Test
    void aProcessThatDoesNotAnswerIsRefused() {
        FlatlineException refused = assertThrows(
                FlatlineException.class, () -> ClockCheck.boundNanos("server process 1", now::get, () -> null));

        assertEquals("server process 1 does not answer", refused.text());
    }
}
