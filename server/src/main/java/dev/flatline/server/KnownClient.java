package dev.flatline.server;

import dev.flatline.core.connection.ClientIdentity;
import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.dialect.ServerTalk;
import dev.flatline.server.session.Session;
import dev.flatline.wire.CloseCodes;
import dev.flatline.wire.Deflation;
import io.netty.channel.Channel;
import java.net.SocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who a connection's client is, and what is kept for it: its identity and session, its rooms, what the program attached. A
 * base class rather than a part, because there may be very many connections.
 */
abstract class KnownClient extends ConnectionLife {

    /** Of the private range; of the libraries that read such codes, centrifuge takes 4500 for «do not come back». */
    private static final int REPLACED_CODE = 4500;

    private int client = ClientIdentity.UNKNOWN;
    private long number;
    private volatile @Nullable Extras extras;

    KnownClient(Channel channel, ServerLoop loop) {
        super(channel, loop);
    }

    /** What the loop knows it by. */
    abstract ServerConnection self();

    final void number(long next) {
        number = next;
    }

    /** Its messages go through the session from now on. */
    void takes(Session session) {
        extras().session = session;
    }

    @Override
    @Nullable Session session() {
        Extras mine = extras;
        return mine == null ? null : mine.session;
    }

    /** What it says in its dialect, if that has something to remember. */
    final @Nullable ServerTalk ownTalk() {
        Extras mine = extras;
        return mine == null ? null : mine.talk;
    }

    final void identify(@Nullable String given) {
        if (given != null) {
            client = ClientIdentity.parse(given);
            if (!given.equals(Integer.toString(client))) {
                extras().identity = given;
            }
        }
    }

    final synchronized Extras extras() {
        Extras mine = extras;
        if (mine == null) {
            mine = new Extras();
            extras = mine;
        }
        return mine;
    }

    /** A newer connection has the identity. */
    void replaced() {
        closeWith(CloseCause.REPLACED, REPLACED_CODE, "a newer connection has this identity");
    }

    @Override
    public Optional<String> identity() {
        Extras mine = extras;
        if (mine != null && mine.identity != null) {
            return Optional.of(mine.identity);
        }
        return client == ClientIdentity.UNKNOWN ? Optional.empty() : Optional.of(Integer.toString(client));
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
    public Optional<String> subprotocol() {
        Extras mine = extras;
        return mine == null ? Optional.empty() : Optional.ofNullable(mine.subprotocol);
    }

    @Override
    public void attach(Object attachment) {
        extras().attachment = attachment;
    }

    @Override
    public <T> Optional<T> attachment(Class<T> type) {
        Extras mine = extras;
        return mine == null || !type.isInstance(mine.attachment)
                ? Optional.empty()
                : Optional.of(type.cast(mine.attachment));
    }

    @Override
    public SocketAddress remoteAddress() {
        return channel.remoteAddress();
    }

    @Override
    public void join(String room) {
        Session session = session();
        if (session != null) {
            loop.shared.sessions().join(session, room);
            return;
        }
        onLoop(() -> {
            if (isOpen()) {
                loop.rooms.join(self(), room);
            }
        });
    }

    @Override
    public void leave(String room) {
        Session session = session();
        if (session != null) {
            loop.shared.sessions().leave(session, room);
        } else {
            onLoop(() -> loop.rooms.leave(self(), room));
        }
    }

    @Override
    public void close(int code, String reason) {
        if (!CloseCodes.mayBeSent(code)) {
            throw new IllegalArgumentException("close code " + code + " may not be sent");
        }
        onLoop(() -> closeWith(CloseCause.LOCAL, code, reason));
    }

    @Override
    @Nullable Deflation deflation() {
        Extras mine = extras;
        return mine == null ? null : mine.deflation;
    }

    @Override
    void over(CloseCause cause, int code) {
        loop.rooms.leaveAll(self());
        if (options().identity().replace()) {
            identity().ifPresent(mine -> loop.shared.identities().release(mine, self()));
        }
        leaveSession(cause, code, loop);
    }
}
