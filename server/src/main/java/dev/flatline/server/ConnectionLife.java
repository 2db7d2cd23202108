package dev.flatline.server;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.heartbeat.OnExpiry;
import dev.flatline.core.time.Alarm;
import dev.flatline.server.options.OutboundOptions.WhenFull;
import dev.flatline.wire.CloseCodes;
import dev.flatline.wire.FrameWriter;
import dev.flatline.wire.tls.CloseNotify;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The life of a connection from accept to close: its states, its one alarm, and every way it can end. A base class rather
 * than a part, because there may be very many connections.
 */
abstract class ConnectionLife extends SessionHalf implements Runnable {

    private enum State {
        UPGRADING,
        OPEN,
        /** Over for the program; the socket waits for the client to go. */
        LINGERING,
        /** As lingering, because a newer connection has its identity: whoever does not go then has been a ghost. */
        REPLACED,
        CLOSED
    }

    ServerLoop loop;
    private State state = State.UPGRADING;
    private int slot;
    private @Nullable Alarm deadline;

    ConnectionLife(Channel channel, ServerLoop loop) {
        super(channel);
        this.loop = loop;
    }

    /** An open connection is over: what it holds for the program is given back. Told before the program hears of it. */
    abstract void over(CloseCause cause, int code);

    /** The socket is closed: what was being read is dropped. */
    abstract void dropInput();

    final ServerOptions options() {
        return loop.terms.options();
    }

    final boolean isUpgrading() {
        return state == State.UPGRADING;
    }

    final boolean isOpen() {
        return state == State.OPEN;
    }

    /** The name of an open connection at its loop. */
    final int slot() {
        return slot;
    }

    /** Gives the client its time limit to upgrade. */
    final void awaitUpgrade() {
        setDeadline(options().limits().handshakeTimeout());
    }

    /** Gives the client as long again to say who it is, until {@link #cancelDeadline}. */
    final void awaitIdentity() {
        setDeadline(options().limits().handshakeTimeout());
    }

    /** The time limit to upgrade, to say who it is, or to go, is over. */
    @Override
    public final void run() {
        if (state == State.OPEN) {
            loop.shared.counters().handshakeTimeouts.increment();
            closeWith(CloseCause.LOCAL, CloseCodes.POLICY_VIOLATION, "no identity came in time");
            return;
        }
        if (state == State.UPGRADING) {
            loop.shared.counters().handshakeTimeouts.increment();
        } else if (state == State.REPLACED) {
            loop.shared.counters().ghostsReplaced.increment();
        }
        closeSocket();
    }

    /** A connection that is not open yet will open under other terms, on the same event loop. */
    final void moveTo(ServerLoop other) {
        loop = other;
    }

    final void opened(ServerConnection self) {
        cancelDeadline();
        state = State.OPEN;
        slot = loop.opened(self);
    }

    @Override
    final boolean maySend() {
        return isAlive() && (channel.isWritable() || doesNotRead());
    }

    @Override
    final boolean mayControl() {
        return isAlive() && (channel.isWritable() || options().outbound().whenFull() == WhenFull.DROP || doesNotRead());
    }

    private boolean isAlive() {
        return state == State.OPEN && channel.isActive();
    }

    /** More waits for the client than the options allow. */
    private boolean doesNotRead() {
        if (options().outbound().whenFull() == WhenFull.DROP) {
            loop.shared.counters().dropped.increment();
            return false;
        }
        cutOff();
        return false;
    }

    private void cutOff() {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        end(CloseCause.SLOW_CONSUMER, CloseCodes.POLICY_VIOLATION);
        closeSocket();
    }

    @Override
    public final void overrun() {
        onLoop(() -> {
            if (isOpen()) {
                cutOff();
            }
        });
    }

    @Override
    public final int roomBytes() {
        return options().outbound().maxBytes();
    }

    /** Ends the connection with a Close frame, behind whatever waits for the client. */
    final void closeWith(CloseCause cause, int code, String reason) {
        if (isAlive()) {
            if (code == CloseCodes.NO_STATUS) {
                FrameWriter.close(out());
            } else {
                FrameWriter.close(out(), code, reason);
            }
            end(cause, code);
            linger();
        }
    }

    /** The heartbeat rule declares the client gone. */
    final void expire(OnExpiry action) {
        if (action.sendsClose()) {
            closeWith(CloseCause.HEARTBEAT_EXPIRED, action.closeCode(), action.reason());
        } else {
            cut(CloseCause.HEARTBEAT_EXPIRED);
        }
    }

    /** Ends the connection with a Close frame that leaves if there is room for it now, and closes the socket. */
    final void closeAtOnce(CloseCause cause, int code, String reason) {
        FrameWriter.close(out(), code, reason);
        flush();
        end(cause, code);
        closeSocket();
    }

    /** Ends the connection without a Close frame. */
    final void cut(CloseCause cause) {
        end(cause, 0);
        closeSocket();
    }

    final void serverStops(boolean polite) {
        if (polite) {
            closeAtOnce(CloseCause.SERVER_STOPPED, CloseCodes.GOING_AWAY, "");
        } else {
            cut(CloseCause.SERVER_STOPPED);
        }
    }

    final void end(CloseCause cause, int code) {
        if (state == State.OPEN) {
            state = cause == CloseCause.REPLACED ? State.REPLACED : State.LINGERING;
            over(cause, code);
            loop.ended(slot, cause, code);
        }
    }

    /**
     * Sends what is left and a FIN, and waits for the client to go: closing at once would answer whatever it is still
     * sending with RST, and RST can destroy the Close frame before it is read.
     */
    final void linger() {
        state = state == State.REPLACED ? state : State.LINGERING;
        setDeadline(options().limits().closeTimeout());
        ChannelFuture sent = flushLast();
        if (channel instanceof DuplexChannel duplex) {
            ChannelFuture unused = sent.addListener(done -> {
                ChannelFuture unusedFin = CloseNotify.thenFin(duplex);
            });
        }
    }

    /** Closes the socket once everything has left: closing at once would drop what the client has yet to read. */
    final void closeWhenSent() {
        state = State.LINGERING;
        setDeadline(options().limits().closeTimeout());
        ChannelFuture unused = flushLast().addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public final void channelInactive(ChannelHandlerContext ctx) {
        end(CloseCause.END_OF_STREAM, 0);
        state = State.CLOSED;
        cancelDeadline();
        discard();
        dropInput();
        loop.gone(this);
    }

    @Override
    final void threw(Throwable failure) {
        loop.shared.threw(this, failure);
        if (state == State.OPEN) {
            closeWith(CloseCause.SERVER_ERROR, CloseCodes.INTERNAL_ERROR, "");
        } else {
            closeSocket();
        }
    }

    private void setDeadline(Duration delay) {
        cancelDeadline();
        deadline = loop.after(delay, this);
    }

    final void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }
}
