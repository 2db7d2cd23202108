package dev.flatline.wire.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LoopHealthTest {

    private final Loops loops = Loops.open("health-test", 3, TransportKind.NIO);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void closeLoops() {
        release.countDown();
        loops.close();
    }

    @Test
    void loopsThatRunAreWell() {
        assertEquals(Optional.empty(), new LoopHealth(loops, Duration.ofSeconds(20)).get());
    }

    @Test
    void aLoopThatHangsIsNot() throws InterruptedException {
        CountDownLatch hangs = new CountDownLatch(1);
        loops.execute(1, () -> {
            hangs.countDown();
            awaitRelease();
        });
        hangs.await();

        Optional<String> complaint = new LoopHealth(loops, Duration.ofMillis(300)).get();

        assertEquals(Optional.of("1 of 3 event loops did not answer within 300 ms"), complaint);
    }

    @Test
    void loopsThatAreClosedAreNot() {
        loops.close();

        assertEquals(Optional.of("the event loops are closed"), new LoopHealth(loops, Duration.ofSeconds(20)).get());
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
