package dev.flatline.loadgen;

import dev.flatline.core.connection.TransportContract;
import dev.flatline.core.connection.TransportWorld;
import dev.flatline.wire.TransportKind;
import java.io.IOException;
import org.junit.jupiter.api.Tag;

/** The contract on the transport that a fleet uses by default: epoll where there is one. */
@Tag("real-socket")
final class DefaultTransportTest extends TransportContract {

    @Override
    protected TransportWorld open() throws IOException {
        return new SocketWorld(TransportKind.AUTO);
    }
}
