package dev.flatline.server;

import dev.flatline.core.connection.ClientIdentity;
import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.heartbeat.Activity.Signal;
import dev.flatline.core.time.Alarm;
import dev.flatline.wire.CloseCodes;
import dev.flatline.wire.FrameListener;
import dev.flatline.wire.FrameReader;
import dev.flatline.wire.FrameRole;
import dev.flatline.wire.FrameWriter;
import dev.flatline.wire.NetworkFailure;
import dev.flatline.wire.ProtocolViolation;
import dev.flatline.wire.Refusal;
import dev.flatline.wire.UpgradeHead;
import dev.flatline.wire.UpgradeHeadReader;
import dev.flatline.wire.UpgradeOutcome;
import dev.flatline.wire.UpgradeResponse;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One connection from accept to close: it reads the upgrade request and then the frames in the read buffer, answers pings
 * and Close frames, and tells its loop when it is open and when it is over. Confined to the loop, but for the methods of
 * {@link Connection}.
 */
final class ServerConnection extends OutgoingHalf implements FrameListener {

    private enum State {
        UPGRADING,
        OPEN,
        /** Over for the program; the socket waits for the client to go. */
        LINGERING,
        CLOSED
    }

    private final ServerLoop loop;
    private State state = State.UPGRADING;
    private int client = ClientIdentity.UNKNOWN;
    private long number;
    private int slot;
    private @Nullable UpgradeHeadReader head = new UpgradeHeadReader(UpgradeHeadReader.DEFAULT_MAX_BYTES);
    private @Nullable FrameReader frames;
    private @Nullable Alarm deadline;

    ServerConnection(Channel channel, ServerLoop loop) {
        super(channel);
        this.loop = loop;
    }

    /** Gives the client its time limit to upgrade. */
    void awaitUpgrade() {
        deadline = loop.after(loop.shared.options().handshakeTimeout(), () -> {
            loop.shared.counters().handshakeTimeouts.increment();
            closeSocket();
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object received) {
        ByteBuf in = (ByteBuf) received;
        readBegins();
        try {
            UpgradeHeadReader upgrade = head;
            if (state == State.UPGRADING && upgrade != null) {
                upgrade(upgrade, in);
            } else if (state == State.OPEN) {
                loop.signal(slot, Signal.BYTES);
            }
            FrameReader reader = frames;
            if (reader != null && in.isReadable()) {
                violated(reader.read(in, this));
            }
        } finally {
            in.release();
        }
    }

    private void upgrade(UpgradeHeadReader upgrade, ByteBuf in) {
        UpgradeOutcome outcome = upgrade.read(in);
        if (outcome instanceof UpgradeHead accepted) {
            open(accepted);
        } else if (outcome instanceof Refusal refusal) {
            head = null;
            loop.shared.counters().refusedUpgrades.increment();
            UpgradeResponse.refuse(out(), refusal);
            linger();
        }
    }

    private void open(UpgradeHead accepted) {
        head = null;
        cancelDeadline();
        client = identityOf(accepted);
        number = loop.shared.lastNumber().incrementAndGet();
        frames = new FrameReader(FrameRole.SERVER, loop.shared.limits());
        UpgradeResponse.accept(out(), accepted);
        state = State.OPEN;
        slot = loop.opened(this);
        loop.shared.handler().onOpen(this);
    }

    private static int identityOf(UpgradeHead accepted) {
        String identity = accepted.header(ClientIdentity.HEADER);
        return identity == null ? ClientIdentity.UNKNOWN : ClientIdentity.parse(identity);
    }

    private void violated(@Nullable ProtocolViolation violation) {
        if (violation != null && state == State.OPEN) {
            FrameWriter.close(out(), violation.closeCode(), violation.message());
            end(CloseCause.PROTOCOL_ERROR, violation.closeCode());
            linger();
        }
    }

    @Override
    public void onText(ByteBuf payload) {
        onMessage(payload, true);
    }

    @Override
    public void onBinary(ByteBuf payload) {
        onMessage(payload, false);
    }

    private void onMessage(ByteBuf payload, boolean text) {
        if (state != State.OPEN) {
            return;
        }
        loop.signal(slot, Signal.MESSAGE);
        Message message = loop.message;
        message.show(payload, text);
        try {
            loop.shared.handler().onMessage(this, message);
        } finally {
            message.hide();
        }
    }

    @Override
    public void onPing(ByteBuf payload) {
        if (state == State.OPEN) {
            loop.signal(slot, Signal.PING);
            pong(payload);
        }
    }

    @Override
    public void onPong(ByteBuf payload) {
        if (state == State.OPEN) {
            loop.signal(slot, Signal.PONG);
        }
    }

    /** The client's Close: echoed if it is the first one, and in any case the last thing that is read. */
    @Override
    public void onClose(int code, String reason) {
        if (state == State.OPEN) {
            if (code == CloseCodes.NO_STATUS) {
                FrameWriter.close(out());
            } else {
                FrameWriter.close(out(), code, "");
            }
            end(CloseCause.CLOSE_FRAME, code);
        }
        flush();
        closeSocket();
    }

    @Override
    public int client() {
        return client;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public void close(int code, String reason) {
        if (!CloseCodes.mayBeSent(code)) {
            throw new IllegalArgumentException("close code " + code + " may not be sent");
        }
        onLoop(() -> closeWith(code, reason));
    }

    private void closeWith(int code, String reason) {
        if (maySend()) {
            FrameWriter.close(out(), code, reason);
            end(CloseCause.LOCAL, code);
            linger();
        }
    }

    @Override
    boolean maySend() {
        if (state != State.OPEN || !channel.isActive()) {
            return false;
        }
        if (!channel.isWritable()) {
            loop.shared.counters().slowConsumers.increment();
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            end(CloseCause.LOCAL, CloseCodes.POLICY_VIOLATION);
            closeSocket();
            return false;
        }
        return true;
    }

    /** Ends the connection without a Close frame. */
    void cut(CloseCause cause) {
        end(cause, 0);
        closeSocket();
    }

    void serverStops(boolean polite) {
        if (polite) {
            FrameWriter.close(out(), CloseCodes.GOING_AWAY, "");
            flush();
        }
        end(CloseCause.SERVER_STOPPED, polite ? CloseCodes.GOING_AWAY : 0);
        closeSocket();
    }

    private void end(CloseCause cause, int code) {
        if (state == State.OPEN) {
            state = State.LINGERING;
            loop.ended(this, slot, cause, code);
        }
    }

    /**
     * Sends what is left and a FIN, and waits for the client to go: closing at once would answer whatever it is still
     * sending with RST, and RST can destroy the Close frame before it is read.
     */
    private void linger() {
        state = State.LINGERING;
        cancelDeadline();
        deadline = loop.after(loop.shared.options().closeTimeout(), this::closeSocket);
        ChannelFuture sent = flushLast();
        if (channel instanceof DuplexChannel duplex) {
            ChannelFuture unused = sent.addListener(done -> sendFin(duplex));
        }
    }

    private static void sendFin(DuplexChannel duplex) {
        ChannelFuture unused = duplex.shutdownOutput();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end(CloseCause.END_OF_STREAM, 0);
        state = State.CLOSED;
        cancelDeadline();
        discard();
        if (head != null) {
            head.close();
        }
        if (frames != null) {
            frames.close();
        }
        loop.gone(this);
    }

    /** What the network does ends the connection; anything else was thrown by the program's handler. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException failure) {
            end(NetworkFailure.causeOf(failure), 0);
            closeSocket();
            return;
        }
        threw(cause);
    }

    @Override
    void threw(Throwable failure) {
        loop.shared.threw(this, failure);
        if (state == State.OPEN) {
            closeWith(CloseCodes.INTERNAL_ERROR, "");
        } else {
            closeSocket();
        }
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }
}
