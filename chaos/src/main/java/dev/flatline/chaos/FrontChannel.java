package dev.flatline.chaos;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AbstractChannel;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ClosedChannelException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a client under a fault has instead of its socket: a channel without a descriptor. What is written goes to a {@link
 * FrontLeg}, and what that leg is given is read here. It may say that it is connected although nothing is, because that is
 * what a client sees whose connection hangs. Confined to its event loop, with which it is registered as any channel.
 */
final class FrontChannel extends AbstractChannel {

    private static final SocketAddress NOWHERE = new InetSocketAddress(0);
    private static final ChannelMetadata METADATA = new ChannelMetadata(false);

    private final FrontConfig config = new FrontConfig(this);
    private final Consumer<FrontChannel> onConnect;
    private final SocketAddress local;
    private @Nullable SocketAddress remote;
    private @Nullable ChannelPromise connecting;
    private @Nullable FrontLeg leg;
    private boolean active;
    private boolean closed;

    private FrontChannel(
            SocketAddress local, @Nullable SocketAddress remote, boolean active, Consumer<FrontChannel> onConnect) {
        super(null);
        this.local = local;
        this.remote = remote;
        this.active = active;
        this.onConnect = onConnect;
    }

    /**
     * A channel that is not connected yet.
     *
     * @param local where it is said to come from; null for nowhere in particular
     * @param onConnect told when the client connects it: {@link #activate} or {@link #fail} follows, or neither does
     */
    static FrontChannel fresh(@Nullable SocketAddress local, Consumer<FrontChannel> onConnect) {
        return new FrontChannel(local == null ? NOWHERE : local, null, false, onConnect);
    }

    /** A channel that stands for an open socket. */
    static FrontChannel inFrontOf(Channel socket) {
        FrontChannel front = new FrontChannel(socket.localAddress(), socket.remoteAddress(), true, unused -> {});
        front.config.setWriteBufferWaterMark(socket.config().getWriteBufferWaterMark());
        return front;
    }

    /** Where what the client writes goes from now on. */
    void serve(FrontLeg to) {
        leg = to;
    }

    /** The connection stands, or seems to. */
    void activate() {
        if (closed || active) {
            return;
        }
        active = true;
        ChannelPromise waiting = connecting;
        connecting = null;
        if (waiting != null) {
            boolean unused = waiting.trySuccess();
        }
        pipeline().fireChannelActive();
    }

    /** The connection cannot be had. */
    void fail(Throwable cause) {
        ChannelPromise waiting = connecting;
        connecting = null;
        if (waiting != null) {
            boolean unused = waiting.tryFailure(cause);
        }
        end();
    }

    /** The peer has ended it; a client's socket closes then. */
    void end() {
        unsafe().close(unsafe().voidPromise());
    }

    /** The client is about to be taken from here: whatever happens to this channel later concerns nobody. */
    void abandon() {
        closed = true;
        active = false;
        leg = null;
    }

    /** Whether what was written has all been taken. */
    boolean isDrained() {
        ChannelOutboundBuffer out = unsafe().outboundBuffer();
        return out == null || out.isEmpty();
    }

    @Override
    public ChannelConfig config() {
        return config;
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public boolean isActive() {
        return active && !closed;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new FrontUnsafe();
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return true;
    }

    @Override
    protected SocketAddress localAddress0() {
        return local;
    }

    @Override
    protected @Nullable SocketAddress remoteAddress0() {
        return remote;
    }

    @Override
    protected void doBind(SocketAddress address) {
        throw new UnsupportedOperationException("a client's channel is bound when it connects");
    }

    @Override
    protected void doDisconnect() {
        doClose();
    }

    @Override
    protected void doClose() {
        closed = true;
        ChannelPromise waiting = connecting;
        connecting = null;
        if (waiting != null) {
            boolean unused = waiting.tryFailure(new ClosedChannelException());
        }
        if (leg != null) {
            leg.clientClosed(config.resets());
        }
    }

    @Override
    protected void doBeginRead() {}

    /** Hands on what was written; what is not taken now waits here, and makes the channel unwritable when it is too much. */
    @Override
    protected void doWrite(ChannelOutboundBuffer out) {
        FrontLeg to = leg;
        if (to == null) {
            return;
        }
        while (to.takes()) {
            Object written = out.current();
            if (written == null) {
                break;
            }
            to.arrived(((ByteBuf) written).retain());
            out.remove();
        }
        to.arrivalsComplete();
    }

    private final class FrontUnsafe extends AbstractUnsafe {

        @Override
        public void connect(SocketAddress to, @Nullable SocketAddress from, ChannelPromise promise) {
            if (!promise.setUncancellable() || !ensureOpen(promise)) {
                return;
            }
            if (active || connecting != null) {
                promise.setFailure(new AlreadyConnectedException());
                return;
            }
            remote = to;
            connecting = promise;
            onConnect.accept(FrontChannel.this);
        }
    }
}
