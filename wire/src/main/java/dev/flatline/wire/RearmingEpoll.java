package dev.flatline.wire;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;

/**
 * Netty's epoll handler without a defect of 4.2.18: a socket that waits for nothing (reads paused or ended after the
 * peer's FIN) is taken out of the epoll set, and the next wait fails with ENOENT because the handler modifies an entry
 * that is gone. That kills half-closed connections under back-pressure. Here such a socket is registered anew.
 */
final class RearmingEpoll implements IoHandler {

    private final IoHandler epoll;

    private RearmingEpoll(IoHandler epoll) {
        this.epoll = epoll;
    }

    static IoHandlerFactory newFactory() {
        IoHandlerFactory factory = EpollIoHandler.newFactory();
        return executor -> new RearmingEpoll(factory.newHandler(executor));
    }

    @Override
    public void initialize() {
        epoll.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
        return epoll.run(context);
    }

    @Override
    public void prepareToDestroy() {
        epoll.prepareToDestroy();
    }

    @Override
    public void destroy() {
        epoll.destroy();
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return new Rearming(handle, epoll.register(handle));
    }

    @Override
    public void wakeup() {
        epoll.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> type) {
        return epoll.isCompatible(type);
    }

    /** The registration of a socket that is not in the epoll set. */
    private record Removed(IoRegistration last) implements IoRegistration {

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals")
        public <T> T attachment() {
            return last.attachment();
        }

        @Override
        public long submit(IoOps ops) {
            return last.submit(ops);
        }

        @Override
        public boolean isValid() {
            return last.isValid();
        }

        @Override
        public boolean cancel() {
            return last.cancel();
        }
    }

    private final class Rearming implements IoRegistration {
        private final IoHandle handle;
        /** {@link Removed} while it waits for nothing: that is rare, and a flag would cost eight bytes for each socket. */
        private IoRegistration current;

        Rearming(IoHandle handle, IoRegistration first) {
            this.handle = handle;
            this.current = first;
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals")
        public <T> T attachment() {
            return current.attachment();
        }

        @Override
        public long submit(IoOps ops) {
            boolean waits = !ops.equals(EpollIoOps.NONE);
            if (current instanceof Removed removed && waits) {
                current = current.isValid() ? registerAnew() : removed.last;
            } else if (!waits && !(current instanceof Removed)) {
                current = new Removed(current);
            }
            return current.submit(ops);
        }

        @Override
        public boolean isValid() {
            return current.isValid();
        }

        @Override
        public boolean cancel() {
            return current.cancel();
        }

        private IoRegistration registerAnew() {
            current.cancel();
            try {
                return epoll.register(handle);
            } catch (Exception failure) {
                throw new IllegalStateException("a socket cannot be registered anew", failure);
            }
        }
    }
}
