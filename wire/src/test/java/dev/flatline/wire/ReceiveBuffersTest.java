package dev.flatline.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@SuppressWarnings("deprecation") // the type of a handle
final class ReceiveBuffersTest {

    private static final int BUFFER_BYTES = 512;

    @Test
    void theChannelsOfALoopShareAHandle() {
        try (Loops loops = Loops.open("reading", 2, TransportKind.NIO)) {
            RecvByteBufAllocator buffers = ReceiveBuffers.of(TransportKind.NIO, BUFFER_BYTES);

            RecvByteBufAllocator.Handle first = handle(loops, 0, buffers);

            assertEquals(BUFFER_BYTES, first.guess());
            assertSame(first, handle(loops, 0, buffers));
            assertNotSame(first, handle(loops, 1, buffers));
        }
    }

    @Test
    void withIoUringEachChannelHasItsOwn() {
        RecvByteBufAllocator buffers = ReceiveBuffers.of(TransportKind.IO_URING, BUFFER_BYTES);

        assertNotSame(buffers.newHandle(), buffers.newHandle());
    }

    @Test
    void theTransportMustBeKnown() {
        assertThrows(IllegalArgumentException.class, () -> ReceiveBuffers.of(TransportKind.AUTO, BUFFER_BYTES));
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    @Tag("real-socket")
    void connectionsThatShareOneDoNotMixTheirBytes(TransportKind kind) throws IOException {
        assumeTrue(kind != TransportKind.EPOLL || Epoll.isAvailable(), "no epoll here");
        try (Loops loops = Loops.open("echo", 1, kind)) {
            ChannelFuture bound = loops.serverBootstrap()
                    .childOption(ChannelOption.RECVBUF_ALLOCATOR, ReceiveBuffers.of(kind, BUFFER_BYTES))
                    .childHandler(new Echo())
                    .bind("127.0.0.1", 0)
                    .syncUninterruptibly();
            int port = ((InetSocketAddress) bound.channel().localAddress()).getPort();
            try (Socket first = new Socket(InetAddress.getLoopbackAddress(), port);
                    Socket second = new Socket(InetAddress.getLoopbackAddress(), port)) {
                for (int size = 1; size <= 16 * BUFFER_BYTES; size *= 2) {
                    byte[] ones = filled(size, 1);
                    byte[] twos = filled(size, 2);

                    first.getOutputStream().write(ones);
                    second.getOutputStream().write(twos);

                    assertArrayEquals(twos, second.getInputStream().readNBytes(size));
                    assertArrayEquals(ones, first.getInputStream().readNBytes(size));
                }
            }
        }
    }

    private static RecvByteBufAllocator.Handle handle(Loops loops, int loop, RecvByteBufAllocator buffers) {
        return CompletableFuture.supplyAsync(buffers::newHandle, loops.loop(loop))
                .join();
    }

    private static byte[] filled(int size, int octet) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) octet);
        return bytes;
    }

    @Sharable
    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object received) {
            ChannelFuture unused = ctx.writeAndFlush(received);
        }
    }
}
