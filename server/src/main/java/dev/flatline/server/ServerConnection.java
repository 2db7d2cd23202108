package dev.flatline.server;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.heartbeat.Activity.Signal;
import dev.flatline.server.options.IdentityOptions;
import dev.flatline.server.session.Resumption;
import dev.flatline.wire.CloseCodes;
import dev.flatline.wire.Deflation;
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
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What one client says: it reads the upgrade request and then the frames in the read buffer, answers pings and Close
 * frames. Confined to the loop, but for the methods of {@link Connection}.
 */
final class ServerConnection extends TalkingClient implements FrameListener {

    private @Nullable UpgradeHeadReader head;
    private @Nullable FrameReader frames;

    ServerConnection(Channel channel, ServerLoop loop) {
        super(channel, loop);
        this.head = new UpgradeHeadReader(options().limits().maxHeadBytes());
    }

    @Override
    ServerConnection self() {
        return this;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object received) {
        ByteBuf in = (ByteBuf) received;
        readBegins();
        int bytes = in.readableBytes();
        loop.readingBytes = bytes;
        loop.shared.counters().bytesIn.add(bytes);
        try {
            UpgradeHeadReader upgrade = head;
            if (upgrade != null && isUpgrading()) {
                upgrade(upgrade, in);
            } else if (isOpen()) {
                loop.read(slot());
            }
            FrameReader reader = frames;
            if (reader != null && in.isReadable()) {
                read(reader, in);
            }
        } finally {
            in.release();
            loop.readingBytes = 0;
            loop.count();
        }
    }

    private void upgrade(UpgradeHeadReader upgrade, ByteBuf in) {
        UpgradeOutcome outcome = upgrade.read(in);
        if (outcome instanceof UpgradeHead asked) {
            TurnedAway refused = loop.doorkeeper.refuses(asked, Turnstile.isCrowded(channel), loop.nanoTime());
            if (refused == null) {
                open(asked);
            } else {
                turnAway(refused, asked);
            }
        } else if (outcome instanceof Refusal refusal) {
            turnAway(Doorkeeper.invalid(refusal), null);
        }
    }

    private void turnAway(TurnedAway refused, @Nullable UpgradeHead asked) {
        head = null;
        loop.shared.counters().refused(refused.reason());
        if (asked != null && refused.byClose()) {
            loop.shared.counters().closed(CloseCause.OVERLOADED);
            UpgradeResponse.accept(out(), asked, loop.terms.gate().subprotocol(asked), Optional.empty());
            FrameWriter.close(
                    out(), CloseCodes.TRY_AGAIN_LATER, refused.refusal().reason());
        } else {
            loop.shared.counters().refusedUpgrades.increment();
            UpgradeResponse.refuse(out(), refused.refusal());
        }
        linger();
    }

    private void open(UpgradeHead asked) {
        head = null;
        UpgradeGate gate = loop.terms.gate();
        identify(gate.identity(asked));
        Optional<String> subprotocol = gate.subprotocol(asked);
        Optional<Deflation> compression = loop.deflation.accept(asked);
        if (subprotocol.isPresent() || compression.isPresent()) {
            extras().subprotocol = subprotocol.orElse(null);
            extras().deflation = compression.orElse(null);
        }
        number(loop.shared.lastNumber().incrementAndGet());
        FrameReader reader = new FrameReader(FrameRole.SERVER, loop.terms.limits());
        reader.inflateWith(compression.orElse(null));
        frames = reader;
        Takeover takeover = Takeover.by(this, asked);
        UpgradeResponse.accept(out(), asked, subprotocol, compression.map(Deflation::parameters));
        Resumption resumption = takeover.resumption();
        if (resumption != null) {
            UpgradeResponse.addHeader(out(), Resumption.HEADER, resumption.header());
        }
        opened(this);
        greet();
        takeover.replaceOlder();
        replay();
        if (awaitsIdentity()) {
            awaitIdentity();
        }
        loop.shared.handler().onOpen(this, new Handshake(asked, resumption));
    }

    private boolean awaitsIdentity() {
        return options().identity().source() == IdentityOptions.Source.FIRST_MESSAGE
                && identity().isEmpty();
    }

    private void introduce(String given) {
        if (given.isEmpty() || given.length() > IdentityOptions.MAX_CHARS) {
            closeWith(CloseCause.LOCAL, CloseCodes.POLICY_VIOLATION, "the first message is the identity");
            return;
        }
        cancelDeadline();
        identify(given);
        Takeover.ofIdentity(this).replaceOlder();
        loop.shared.handler().onIdentity(this);
    }

    private void read(FrameReader reader, ByteBuf in) {
        int held = reader.heldBytes();
        try {
            violated(reader.read(in, this));
        } finally {
            accountUnfinished(reader, held);
        }
    }

    /** What is held of a message that has not arrived whole counts against the limit of the whole server. */
    private void accountUnfinished(FrameReader reader, int heldBefore) {
        int change = reader.heldBytes() - heldBefore;
        if (change != 0) {
            if (!loop.shared.admission().holds(change, options().limits().maxUnfinishedBytes())) {
                closeWith(CloseCause.OVERLOADED, CloseCodes.TRY_AGAIN_LATER, "too many messages are half sent");
                int held = reader.heldBytes();
                reader.close();
                accountUnfinished(reader, held);
            }
        }
    }

    private void violated(@Nullable ProtocolViolation violation) {
        if (violation != null && isOpen()) {
            boolean tooBig = violation.closeCode() == CloseCodes.TOO_BIG;
            closeWith(
                    tooBig ? CloseCause.TOO_BIG : CloseCause.PROTOCOL_ERROR,
                    violation.closeCode(),
                    violation.message());
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
        if (!isOpen()) {
            return;
        }
        if (text && payload.readableBytes() <= talk().maxBytes()) {
            hear(payload);
        } else {
            arrived(payload, text);
        }
    }

    @Override
    void arrived(ByteBuf payload, boolean text) {
        loop.signal(slot(), Signal.MESSAGE);
        loop.messageArrived();
        if (awaitsIdentity()) {
            introduce(text ? payload.toString(StandardCharsets.UTF_8) : "");
            return;
        }
        Message message = loop.message;
        message.show(payload, text);
        try {
            loop.shared.handler().onMessage(this, message);
        } finally {
            message.hide();
        }
    }

    @Override
    public void onFragment() {
        if (isOpen()) {
            loop.signal(slot(), Signal.FRAME);
        }
    }

    @Override
    public void onPing(ByteBuf payload) {
        if (isOpen()) {
            loop.signal(slot(), Signal.PING);
            pong(payload);
        }
    }

    @Override
    public void onPong(ByteBuf payload) {
        if (isOpen()) {
            boolean numbered = loop.numbersPings() && payload.readableBytes() == Long.BYTES;
            loop.pong(slot(), numbered ? payload.getLong(payload.readerIndex()) : -1);
        }
    }

    /** The client's Close: echoed if it is the first one, and in any case the last thing that is read. */
    @Override
    public void onClose(int code, String reason) {
        if (isOpen()) {
            if (code == CloseCodes.NO_STATUS) {
                FrameWriter.close(out());
            } else {
                FrameWriter.close(out(), code, "");
            }
            end(CloseCause.CLOSE_FRAME, code);
        }
        closeWhenSent();
    }

    @Override
    int likelyBytes() {
        return loop.readingBytes;
    }

    @Override
    void leaving(int bytes) {
        loop.shared.counters().bytesOut.add(bytes);
        loop.count();
        if (isOpen()) {
            loop.sent(slot());
        }
    }

    @Override
    void pongSuperseded() {
        loop.shared.counters().supersededPongs.increment();
    }

    @Override
    void messageLeaves() {
        loop.messageLeaves();
    }

    @Override
    void dropInput() {
        if (head != null) {
            head.close();
        }
        if (frames != null) {
            int held = frames.heldBytes();
            frames.close();
            accountUnfinished(frames, held);
        }
        Deflation compression = deflation();
        if (compression != null) {
            compression.close();
        }
    }

    /** What the network does ends the connection; anything else was thrown by the program's handler. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException failure) {
            CloseCause why = NetworkFailure.causeOf(failure);
            cut(why == CloseCause.CONNECT_TIMEOUT ? CloseCause.NETWORK_ERROR : why);
        } else if (cause instanceof DecoderException && cause.getCause() instanceof SSLException) {
            loop.shared.counters().tlsFailures.increment();
            cut(CloseCause.PROTOCOL_ERROR);
        } else {
            threw(cause);
        }
    }
}
