package dev.flatline.core.measure.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EventBufferTest {

    private static final int RECORD = EventKind.ANSWERED.bytes;

    private final AtomicLong now = new AtomicLong();
    private final EventBuffer buffer = new EventBuffer(4 * RECORD, now::get);
    private final EventEncoder encoder = new EventEncoder(buffer, 0, 1, 0);

    @Test
    void aTellerWaitsForRoomAndTheWaitingIsCounted() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CompletableFuture<Void> teller = CompletableFuture.runAsync(() -> {
            for (int client = 0; client < 9; client++) {
                encoder.answered(client, client);
                now.addAndGet(1_000);
                if (client == 3) {
                    blocked.countDown();
                }
            }
        });
        assertTrue(blocked.await(10, TimeUnit.SECONDS));

        int records = 0;
        while (records < 9) {
            ByteBuffer some = buffer.take(1_000).records();
            assertTrue(some.remaining() <= 4 * RECORD);
            records += some.remaining() / RECORD;
        }
        teller.get(10, TimeUnit.SECONDS);

        assertEquals(9, records);
    }

    @Test
    void theWatermarkIsTheClockLessTheSlack() throws InterruptedException {
        now.set(5_000_000);

        assertEquals(5_000_000 - EventBuffer.SLACK_NANOS, buffer.take(1).watermarkNanos());
    }

    @Test
    void afterItsCloseNobodyWaitsAndNothingIsKept() throws InterruptedException {
        buffer.close();

        for (int client = 0; client < 100; client++) {
            encoder.answered(client, client);
        }

        assertTrue(buffer.take(0).records().remaining() <= RECORD);
    }
}
