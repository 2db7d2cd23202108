package dev.flatline.server;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.dialect.ServerTalk;
import dev.flatline.core.heartbeat.Activity.Signal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * What is said and heard in the dialect of a connection: heartbeats are taken for signs of life, messages are unwrapped for
 * the program. A base class rather than a part, because there may be very many connections.
 */
abstract class TalkingClient extends KnownClient {

    TalkingClient(Channel channel, ServerLoop loop) {
        super(channel, loop);
    }

    /** A message for the program arrived. */
    abstract void arrived(ByteBuf payload, boolean text);

    @Override
    final ServerTalk talk() {
        ServerTalk own = ownTalk();
        return own == null ? loop.terms.talk() : own;
    }

    /** The connection just opened: it is greeted, if its dialect does that. */
    final void greet() {
        ServerTalk shared = loop.terms.talk();
        ServerTalk own = shared.forConnection();
        if (own != shared) {
            extras().talk = own;
        }
        own.opened(this);
    }

    /** A text message that may be more than a message for the program. */
    final void hear(ByteBuf text) {
        byte[] utf8 = ByteBufUtil.getBytes(text);
        Heard heard = loop.heard;
        heard.text = text;
        heard.utf8 = utf8;
        try {
            talk().heard(utf8, loop.lastPing(slot()), this);
        } finally {
            heard.text = null;
            heard.utf8 = null;
        }
    }

    /** The text message that is being heard: if it turns out to be nothing more, it is shown as it came. */
    static final class Heard {
        private @Nullable ByteBuf text;
        private byte @Nullable [] utf8;
    }

    @Override
    public final String id() {
        return Long.toString(number());
    }

    @Override
    public final void message(byte[] payload) {
        if (isOpen()) {
            Heard heard = loop.heard;
            ByteBuf text = payload == heard.utf8 ? heard.text : null;
            arrived(text == null ? Unpooled.wrappedBuffer(payload) : text, true);
        }
    }

    @Override
    public final void pinged() {
        if (isOpen()) {
            loop.signal(slot(), Signal.TEXT_PING);
        }
    }

    @Override
    public final void answered() {
        if (isOpen()) {
            loop.answered(slot());
        }
    }

    @Override
    public final void noise() {
        if (isOpen()) {
            loop.signal(slot(), Signal.MESSAGE);
        }
    }

    @Override
    public final void close(int code) {
        closeWith(CloseCause.PROTOCOL_ERROR, code, "");
    }
}
