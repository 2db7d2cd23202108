package dev.flatline.wire;

import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * Receive buffers of one size for very many connections. Netty gives each channel a handle that counts what the read under
 * way has brought, 72 bytes on a 64-bit JVM; with epoll and NIO a read begins and ends in one turn of the loop, so the
 * channels of a loop share one. With io_uring reads overlap, and each channel has its own.
 */
public final class ReceiveBuffers {

    private ReceiveBuffers() {}

    /**
     * An allocator for the channels of some loops.
     *
     * @param kind the transport of the loops; never {@link TransportKind#AUTO}
     * @param bytes size of a buffer, from 1
     */
    public static RecvByteBufAllocator of(TransportKind kind, int bytes) {
        return switch (kind) {
            case AUTO -> throw new IllegalArgumentException("transport: AUTO must be resolved first");
            case IO_URING -> new FixedRecvByteBufAllocator(bytes);
            case EPOLL, NIO -> new Shared(bytes);
        };
    }

    /** A channel asks for its handle on its own loop. That type of Netty's is deprecated, and still in the signature. */
    @SuppressWarnings("deprecation")
    private static final class Shared extends FixedRecvByteBufAllocator {
        private final FastThreadLocal<Handle> ofLoop = new FastThreadLocal<>() {
            @Override
            protected Handle initialValue() {
                return ownHandle();
            }
        };

        Shared(int bytes) {
            super(bytes);
        }

        @Override
        public Handle newHandle() {
            return ofLoop.get();
        }

        private Handle ownHandle() {
            return super.newHandle();
        }
    }
}
