package dev.flatline.scenarios.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class SilenceTest {

    private static final long ORIGIN = Long.MAX_VALUE - 500;
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(5);

    private final Silence silence = new Silence("fleet process 2", ORIGIN);

    @Test
    void whoSaysNothingIsInTroubleAfterTheLimit() {
        silence.heard(at(1));

        assertNull(silence.trouble(at(6), LIMIT));
        assertEquals("fleet process 2 has said nothing for 5 s", silence.trouble(at(6) + 1, LIMIT));
    }

    @Test
    void whoIsNotListenedToIsNotBlamedAndNotForgotten() {
        silence.heard(at(1));
        silence.held(at(2));

        assertNull(silence.trouble(at(7), LIMIT));
        assertEquals(
                "this process has taken nothing of what fleet process 2 tells for 5 s",
                silence.trouble(at(7) + 1, LIMIT));
    }

    @Test
    void whoIsListenedToAgainStartsAfresh() {
        silence.held(at(2));
        silence.released(at(6));

        assertNull(silence.trouble(at(11), LIMIT));
        assertEquals("fleet process 2 has said nothing for 5 s", silence.trouble(at(11) + 1, LIMIT));
    }

    private static long at(long seconds) {
        return ORIGIN + TimeUnit.SECONDS.toNanos(seconds);
    }
}
