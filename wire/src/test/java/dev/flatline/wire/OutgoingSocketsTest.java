package dev.flatline.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("real-socket")
final class OutgoingSocketsTest {

    private static final InetSocketAddress SOURCE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @Test
    void aSocketOfEpollChoosesThePortOfItsSourceWhenItConnects() {
        assertTrue(bindsLate(SOURCE));
    }

    @Test
    void aSocketWithoutASourceHasNothingToBind() {
        assertFalse(bindsLate(null));
    }

    @Test
    void nioBindsItsSourceAtOnceAndSaysSo() {
        try (Loops loops = Loops.open("nio-sockets", 1, TransportKind.NIO)) {
            SocketChannel socket = new OutgoingSockets(loops).open(SOURCE);

            assertEquals(false, socket.config().getOption(ChannelOption.SO_REUSEADDR));
            assertFalse(OutgoingSockets.bindsLate(TransportKind.NIO));
            assertFalse(OutgoingSockets.bindsLate(TransportKind.IO_URING));
            assertTrue(OutgoingSockets.bindsLate(TransportKind.EPOLL));
            socket.unsafe().closeForcibly();
        }
    }

    private static boolean bindsLate(@Nullable InetSocketAddress source) {
        assumeTrue(TransportKind.AUTO.resolve() == TransportKind.EPOLL, "epoll is not available here");
        try (Loops loops = Loops.open("epoll-sockets", 1, TransportKind.EPOLL)) {
            SocketChannel socket = new OutgoingSockets(loops).open(source);
            boolean late = socket.config().getOption(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT);
            socket.unsafe().closeForcibly();
            return late;
        }
    }
}
