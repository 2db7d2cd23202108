package dev.flatline.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.connection.ServerEvents;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A fault in this program is neither hidden nor printed. */
@Tag("real-socket")
final class ServerFailureTest {

    private static final long LIMIT_SECONDS = 20;

    private final IllegalStateException planted = new IllegalStateException("planted");
    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private final Loops loops = Loops.open("failing-server", 1, TransportKind.AUTO, failures::add);

    @AfterEach
    void closeLoops() {
        loops.close();
    }

    @Test
    void whatTheRunThrowsIsToldAndTheConnectionGoesOn() throws Exception {
        ServerEvents failing = new ServerEvents() {
            @Override
            public void serverOpened(int client, long connection, long nowNanos) {
                throw planted;
            }

            @Override
            public void serverClosed(int client, long connection, CloseCause cause, long nowNanos) {}
        };
        try (FlatlineServer server = started(Happenings.echo(), failing);
                RawClient client = RawClient.upgraded(server.port())) {
            client.saysText("hello");

            assertEquals("\u0081\u0005hello", client.hears(7));
            assertSame(planted, failures.poll(LIMIT_SECONDS, TimeUnit.SECONDS));
        }
    }

    @Test
    void whatAnErrorHandlerThrowsIsToldAndTheConnectionIsClosed() throws Exception {
        EchoHandler failing = new EchoHandler((connection, failure) -> {
            throw planted;
        });
        ServerHandler broken = new ServerHandler() {
            @Override
            public void onMessage(Connection connection, Message message) {
                throw new IllegalStateException("the reason to call onError");
            }

            @Override
            public void onError(Connection connection, Throwable error) {
                failing.onError(connection, error);
            }
        };
        try (FlatlineServer server = started(broken, Happenings.echo());
                RawClient client = RawClient.upgraded(server.port())) {
            client.saysText("hello");

            assertEquals("\u0088\u0002\u0003\u00f3", client.hears(4));
            assertSame(planted, failures.poll(LIMIT_SECONDS, TimeUnit.SECONDS));
        }
    }

    private FlatlineServer started(ServerHandler handler, ServerEvents events) throws IOException {
        FlatlineServer server = new FlatlineServer(ServerOptions.defaults(), handler, events, loops);
        server.start();
        return server;
    }
}
