package dev.flatline.server;

import dev.flatline.server.session.Resumption;
import dev.flatline.server.session.Sessions;
import dev.flatline.wire.UpgradeHead;
import org.jspecify.annotations.Nullable;

/**
 * What a new connection takes over from the one before it.
 *
 * @param older the connection that had the identity until now, which is most likely a ghost
 * @param resumption what there was of a session
 */
record Takeover(@Nullable ServerConnection older, @Nullable Resumption resumption) {

    private static final Takeover NOTHING = new Takeover(null, null);

    /** Gives the client's identity and session to a connection that says it in its upgrade request, if at all. */
    static Takeover by(ServerConnection connection, UpgradeHead asked) {
        if (!connection.options().resume().isOn()) {
            return ofIdentity(connection);
        }
        String last = connection.loop.terms.gate().last(asked);
        return connection
                .identity()
                .map(who -> ofSession(connection, who, last))
                .orElse(NOTHING);
    }

    /** Gives the client's identity to a connection. */
    static Takeover ofIdentity(ServerConnection connection) {
        if (!connection.options().identity().replace()) {
            return NOTHING;
        }
        return connection
                .identity()
                .map(who -> new Takeover(connection.loop.shared.identities().claim(who, connection), null))
                .orElse(NOTHING);
    }

    /**
     * Both at once: of two connections that come at a time, one could get the session and the other stay. Whoever finds the
     * connection by its identity finds it with its session.
     */
    private static Takeover ofSession(ServerConnection connection, String who, @Nullable String last) {
        ServerShared shared = connection.loop.shared;
        Sessions sessions = shared.sessions();
        synchronized (sessions) {
            Resumption found =
                    sessions.attach(who, last, connection, connection.options().resume(), connection.nowNanos());
            connection.takes(found.session());
            return new Takeover(shared.identities().claim(who, connection), found);
        }
    }

    /** Tells the older connection to go. */
    void replaceOlder() {
        if (older != null) {
            older.onLoop(older::replaced);
        }
    }
}
