package dev.flatline.scenarios.shard;

import static org.junit.jupiter.api.Assertions.assertSame;

import dev.flatline.core.fault.FaultPlan;
import dev.flatline.core.measure.shard.EventBuffer;
import dev.flatline.core.measure.shard.EventDecoder;
import dev.flatline.core.measure.shard.EventEncoder;
import dev.flatline.core.measure.shard.ShardListeners;
import dev.flatline.core.measure.shard.StreamMerge;
import dev.flatline.core.time.VirtualTime;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MergerTest {

    private static final long LIMIT_SECONDS = 10;

    private final Inbox inbox = new Inbox();
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whateverEndsTheThreadIsTold(boolean error) throws Exception {
        Throwable planted = error ? new OutOfMemoryError("planted") : new IllegalStateException("planted");
        try (Merger merger = merger()) {
            merger.start(0);

            inbox.items.add(new Inbox.Events(0, ByteBuffer.allocate(0), 10, 0, () -> MergerTest.fail(planted)));

            assertSame(planted, failure.get(LIMIT_SECONDS, TimeUnit.SECONDS));
        }
    }

    @Test
    void aPieceWithoutEventsIsLetGoOf() throws Exception {
        CompletableFuture<Boolean> told = new CompletableFuture<>();
        try (Merger merger = merger()) {
            merger.start(0);

            inbox.items.add(new Inbox.Events(0, ByteBuffer.allocate(0), 10, 0, () -> told.complete(true)));

            told.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
    }

    private Merger merger() {
        EventEncoder nobody = new EventEncoder(new EventBuffer(1 << 12, () -> 0), 0, 1, 0);
        StreamMerge merge = new StreamMerge(
                1, 0, new EventDecoder(FaultPlan.NONE), new ShardListeners(nobody, nobody, nobody, nobody));
        return new Merger(inbox, merge, new VirtualTime(), Long.MAX_VALUE, failure::complete);
    }

    private static void fail(Throwable planted) {
        if (planted instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) planted;
    }
}
