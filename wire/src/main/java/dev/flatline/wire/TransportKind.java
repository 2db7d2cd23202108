package dev.flatline.wire;

import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.UnixChannelOption;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.net.StandardSocketOptions;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How sockets reach the kernel. */
public enum TransportKind {
    /** Epoll where it is present, else NIO. */
    AUTO,
    EPOLL,
    IO_URING,
    NIO;

    /** The name in a configuration: {@code auto}, {@code epoll}, {@code io_uring}, {@code nio}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The choice with this name.
     *
     * @throws IllegalArgumentException with the accepted names
     */
    public static TransportKind of(String key) {
        return Arrays.stream(values())
                .filter(kind -> kind.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "transport: found '" + key + "'; accepted: auto, epoll, io_uring, nio"));
    }

    /**
     * The transport that this choice means on this machine.
     *
     * @throws IllegalArgumentException if the transport is missing here; the message has the reason
     */
    public TransportKind resolve() {
        return resolve(TransportKind::obstacle);
    }

    /** As {@link #resolve()}, told what keeps a transport from working. */
    TransportKind resolve(Function<TransportKind, @Nullable Throwable> obstacle) {
        if (this == AUTO) {
            return obstacle.apply(EPOLL) == null ? EPOLL : NIO;
        }
        Throwable reason = obstacle.apply(this);
        if (reason != null) {
            throw new IllegalArgumentException(
                    "transport: " + this + " is not available here (" + rootOf(reason) + "), AUTO and NIO are", reason);
        }
        return this;
    }

    IoHandlerFactory ioHandlers() {
        return switch (this) {
            case AUTO -> throw unresolved();
            case EPOLL -> RearmingEpoll.newFactory();
            case IO_URING -> IoUringIoHandler.newFactory();
            case NIO -> NioIoHandler.newFactory();
        };
    }

    Class<? extends ServerChannel> serverChannel() {
        return switch (this) {
            case AUTO -> throw unresolved();
            case EPOLL -> EpollServerSocketChannel.class;
            case IO_URING -> IoUringServerSocketChannel.class;
            case NIO -> NioServerSocketChannel.class;
        };
    }

    Class<? extends SocketChannel> channel() {
        return switch (this) {
            case AUTO -> throw unresolved();
            case EPOLL -> EpollSocketChannel.class;
            case IO_URING -> IoUringSocketChannel.class;
            case NIO -> NioSocketChannel.class;
        };
    }

    /** The option of a listener that lets other processes of the same user listen on its port too (SO_REUSEPORT). */
    public ChannelOption<Boolean> sharedPort() {
        return switch (this) {
            case AUTO -> throw unresolved();
            case EPOLL, IO_URING -> UnixChannelOption.SO_REUSEPORT;
            case NIO -> NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT);
        };
    }

    private static @Nullable Throwable obstacle(TransportKind kind) {
        return switch (kind) {
            case EPOLL -> Epoll.unavailabilityCause();
            case IO_URING -> IoUring.unavailabilityCause();
            case AUTO, NIO -> null;
        };
    }

    private static String rootOf(Throwable reason) {
        Throwable root = reason;
        for (Throwable cause = root.getCause(); cause != null; cause = root.getCause()) {
            root = cause;
        }
        String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message;
    }

    private static IllegalStateException unresolved() {
        return new IllegalStateException("AUTO must be resolved first");
    }
}
