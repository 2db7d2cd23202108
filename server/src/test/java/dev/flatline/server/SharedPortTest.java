package dev.flatline.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.ServerEvents;
import dev.flatline.server.options.ListenOptions;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("real-socket")
class SharedPortTest {

    private Loops loops = Loops.open("shared", 1, TransportKind.NIO);

    @AfterEach
    void close() {
        loops.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "NIO"})
    void twoServersListenOnOnePortWhenBothAreToldTo(TransportKind kind) throws CannotListenException {
        use(kind);
        try (FlatlineServer first = server(ListenOptions.LOOPBACK.sharing(0))) {
            first.start();
            try (FlatlineServer second = server(ListenOptions.LOOPBACK.sharing(first.port()))) {
                second.start();

                assertEquals(first.port(), second.port());
                assertTrue(second.whyNotReady().isEmpty());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "NIO"})
    void aServerThatDoesNotShareIsAloneOnItsPort(TransportKind kind) throws CannotListenException {
        use(kind);
        try (FlatlineServer first = server(ListenOptions.LOOPBACK)) {
            first.start();
            try (FlatlineServer second = server(ListenOptions.LOOPBACK.sharing(first.port()))) {
                assertThrows(CannotListenException.class, second::start);
            }
        }
    }

    private void use(TransportKind kind) {
        loops.close();
        loops = Loops.open("shared", 1, kind);
    }

    private FlatlineServer server(ListenOptions listen) {
        EchoHandler echo = new EchoHandler((connection, failure) -> {
            throw new AssertionError(failure);
        });
        return new FlatlineServer(ServerOptions.defaults().with(listen), echo, ServerEvents.NONE, loops);
    }
}
