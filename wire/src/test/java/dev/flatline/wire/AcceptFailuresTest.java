package dev.flatline.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class AcceptFailuresTest {

    private final List<Throwable> refused = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    @Test
    void tellsOfARefusalAndPausesForASecond() {
        try (Loops loops = Loops.open("accepting", 1, TransportKind.NIO, failures::add)) {
            EmbeddedChannel listener = new EmbeddedChannel(new AcceptFailures(loops, refused::add));
            listener.freezeTime();
            IOException noDescriptors = new IOException("accept(..) failed with error(-24): Too many open files");

            listener.pipeline().fireExceptionCaught(noDescriptors);

            assertEquals(List.of(noDescriptors), refused);
            assertEquals(List.of(), failures);
            assertFalse(listener.config().isAutoRead());

            listener.advanceTimeBy(1, TimeUnit.SECONDS);
            listener.runScheduledPendingTasks();

            assertTrue(listener.config().isAutoRead());
            listener.checkException();
        }
    }

    @Test
    void tellsTheLoopsOfWhatTheNetworkDoesNotExplain() {
        try (Loops loops = Loops.open("accepting", 1, TransportKind.NIO, failures::add)) {
            EmbeddedChannel listener = new EmbeddedChannel(new AcceptFailures(loops, refused::add));
            IllegalStateException planted = new IllegalStateException("planted");

            listener.pipeline().fireExceptionCaught(planted);

            assertEquals(List.of(planted), failures);
            assertEquals(List.of(), refused);
        }
    }
}
