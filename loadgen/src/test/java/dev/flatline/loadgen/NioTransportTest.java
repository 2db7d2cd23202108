package dev.flatline.loadgen;

import dev.flatline.core.connection.TransportContract;
import dev.flatline.core.connection.TransportWorld;
import dev.flatline.wire.TransportKind;
import java.io.IOException;
import org.junit.jupiter.api.Tag;

/** The contract on NIO, whose errors have other types and the same words. */
@Tag("real-socket")
final class NioTransportTest extends TransportContract {

    @Override
    protected TransportWorld open() throws IOException {
        return new SocketWorld(TransportKind.NIO);
    }
}
