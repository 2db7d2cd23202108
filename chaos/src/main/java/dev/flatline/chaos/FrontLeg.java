package dev.flatline.chaos;

import dev.flatline.core.fault.Direction;
import dev.flatline.wire.inject.SocketOpener;
import io.netty.buffer.ByteBuf;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.net.ConnectException;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A client as a {@link Leg}, through the {@link FrontChannel} that it has instead of a socket. Bytes reach the client inside
 * the call that passes them on; what ends the channel, on either side, is told in a task of its own, because a client may act
 * on what it reads while the relay is still at work. Confined to the event loop.
 */
final class FrontLeg implements Leg {

    private final FrontChannel front;
    private final Relay relay;
    private final @Nullable SocketOpener opener;
    private final Consumer<Runnable> later;
    private final Ghosts ghosts;
    private @Nullable Throwable dialFailure;
    private boolean reading = true;
    private boolean closed;
    private boolean unread;
    private boolean ghost;
    private boolean accepted;

    /**
     * The leg of a client.
     *
     * @param opener makes the client's sockets; null if it has one that stands
     * @param later runs a task when the loop has finished what it is doing
     */
    FrontLeg(FrontChannel front, Relay relay, @Nullable SocketOpener opener, Consumer<Runnable> later, Ghosts ghosts) {
        this.front = front;
        this.relay = relay;
        this.opener = opener;
        this.later = later;
        this.ghosts = ghosts;
    }

    FrontChannel front() {
        return front;
    }

    Relay relay() {
        return relay;
    }

    @Nullable SocketOpener opener() {
        return opener;
    }

    /** The client's connection stands, or seems to. */
    void accepted() {
        if (accepted) {
            return;
        }
        accepted = true;
        front.activate();
        if (opener != null && opener.isSecure() && front.isActive()) {
            front.pipeline().fireUserEventTriggered(SslHandshakeCompletionEvent.SUCCESS);
        }
    }

    /** The client's target could not be reached: that is what a reset means that comes before the client was accepted. */
    void dialFailed(Throwable cause) {
        dialFailure = cause;
    }

    /** Whether the client has given the connection up while its socket is still kept from the server's knowledge. */
    boolean isGhost() {
        return ghost;
    }

    /** The relay is closed: no socket is kept any more. */
    void relayClosed() {
        if (ghost) {
            ghost = false;
            ghosts.left();
        }
    }

    /** Whether the relay takes what the client writes. */
    boolean takes() {
        return reading || closed;
    }

    /** The client has written. */
    void arrived(ByteBuf bytes) {
        if (closed) {
            bytes.release();
        } else {
            relay.arrived(Direction.UPSTREAM, bytes);
        }
    }

    /** That was all for now. */
    void arrivalsComplete() {
        if (!closed) {
            relay.readComplete(Direction.UPSTREAM);
        }
    }

    /** The client has closed its end, with an RST or with a FIN. */
    void clientClosed(boolean resets) {
        if (!closed) {
            closed = true;
            later.accept(() -> clientGone(resets));
        }
    }

    private void clientGone(boolean resets) {
        if (relay.isClosed()) {
            return;
        }
        if (resets) {
            relay.broken(Direction.UPSTREAM);
        } else {
            relay.finRead(Direction.UPSTREAM);
            relay.deaf(Direction.DOWNSTREAM);
        }
        if (!relay.isClosed()) {
            ghost = true;
            if (!ghosts.joined()) {
                relay.reset();
            }
        }
    }

    @Override
    public void write(ByteBuf bytes) {
        if (closed || !front.isActive()) {
            bytes.release();
        } else {
            unread = true;
            front.pipeline().fireChannelRead(bytes);
        }
    }

    @Override
    public void flush() {
        if (unread) {
            unread = false;
            front.pipeline().fireChannelReadComplete();
        }
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    /** A client of the fleet closes its socket when the server has said FIN. */
    @Override
    public void finish() {
        later.accept(() -> {
            if (!closed) {
                relay.finSent(Direction.DOWNSTREAM);
                front.end();
            }
        });
    }

    @Override
    public void reset() {
        if (!closed) {
            closed = true;
            later.accept(this::tellReset);
        }
    }

    private void tellReset() {
        if (front.isActive()) {
            front.pipeline().fireExceptionCaught(new ResetByFaultException());
            front.end();
        } else if (dialFailure instanceof SSLException) {
            front.activate();
            front.pipeline().fireUserEventTriggered(new SslHandshakeCompletionEvent(dialFailure));
            front.end();
        } else if (front.isOpen()) {
            front.fail(dialFailure == null ? new ConnectException("Connection refused: by a fault") : dialFailure);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            later.accept(front::end);
        }
    }

    @Override
    public void reading(boolean on) {
        boolean resumed = on && !reading;
        reading = on;
        if (resumed && !closed && front.isActive()) {
            front.flush();
        }
    }

    /** What a socket says that was reset; thousands may hear it at once, so it has no stack trace. */
    private static final class ResetByFaultException extends IOException {

        private static final long serialVersionUID = 1;

        ResetByFaultException() {
            super("Connection reset by peer");
        }

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }
}
