package dev.flatline.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoopsTest {

    private final UnsatisfiedLinkError missing = new UnsatisfiedLinkError("no such library");

    @Test
    void autoIsEpollWherePresentElseNio() {
        assertEquals(TransportKind.EPOLL, TransportKind.AUTO.resolve(kind -> null));
        assertEquals(TransportKind.NIO, TransportKind.AUTO.resolve(kind -> missing));
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "IO_URING"})
    void aNamedTransportThatIsMissingIsAnErrorWithTheReason(TransportKind kind) {
        IllegalArgumentException error = assertThrows(
                IllegalArgumentException.class, () -> kind.resolve(k -> new IllegalStateException("load", missing)));

        assertEquals(
                "transport: " + kind + " is not available here (no such library), AUTO and NIO are",
                error.getMessage());
    }

    @Test
    void everyLoopHasItsNameAndItsTimers() throws Exception {
        try (Loops loops = Loops.open("fleet", 2, TransportKind.NIO)) {
            CompletableFuture<String> thread = new CompletableFuture<>();

            loops.execute(
                    1,
                    () -> loops.timers(1)
                            .after(
                                    1_000_000,
                                    () -> thread.complete(Thread.currentThread().getName())));

            assertTrue(thread.get(10, TimeUnit.SECONDS).startsWith("fleet-"));
            assertEquals(2, loops.size());
            assertNotSame(loops.timers(0), loops.timers(1));
            assertEquals(NioServerSocketChannel.class, loops.serverChannel());
            assertEquals(NioSocketChannel.class, loops.channel());
        }
    }

    @Test
    void aTaskThatFailsReachesTheHandler() throws Exception {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        IllegalStateException planted = new IllegalStateException("planted");

        try (Loops loops = Loops.open("failing", 1, TransportKind.AUTO, failure::complete)) {
            loops.loop(0)
                    .execute(() -> loops.timers(0).after(0, () -> {
                        throw planted;
                    }));

            assertSame(planted, failure.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void anExecutedTaskThatFailsReachesTheHandlerToo() throws Exception {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        IllegalStateException planted = new IllegalStateException("planted");

        try (Loops loops = Loops.open("failing", 1, TransportKind.AUTO, failure::complete)) {
            loops.execute(0, () -> {
                throw planted;
            });

            assertSame(planted, failure.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void whatEndsAThreadReachesTheHandler() throws Exception {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        IllegalStateException planted = new IllegalStateException("planted");

        try (Loops loops = Loops.open("failing", 1, TransportKind.AUTO, failure::complete)) {
            loops.execute(0, () -> {
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, planted);
            });

            assertSame(planted, failure.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void closesItsThreads() {
        Loops loops = Loops.open("closing", 1, TransportKind.AUTO);

        loops.close();

        assertTrue(loops.loop(0).isTerminated());
    }

    @Test
    void refusesToHaveNoThreads() {
        assertThrows(IllegalArgumentException.class, () -> Loops.open("none", 0, TransportKind.NIO));
    }
}
