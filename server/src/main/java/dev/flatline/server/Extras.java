package dev.flatline.server;

import dev.flatline.core.dialect.ServerTalk;
import dev.flatline.server.session.Session;
import dev.flatline.wire.Deflation;
import org.jspecify.annotations.Nullable;

/** What only some connections have. One that has none of it holds no instance: there may be very many connections. */
final class Extras {

    /** Who the client says it is; null also for the fleet's clients, whose number says it all. */
    @Nullable String identity;

    @Nullable String subprotocol;

    @Nullable Deflation deflation;
    /** What it says in its dialect, if that has something to remember; otherwise the talk of all connections. */
    @Nullable ServerTalk talk;
    /** What its messages go through; null unless sessions are kept and the client has an identity. */
    @Nullable Session session;
    /** What the program keeps with the connection. Read and written by any thread. */
    volatile @Nullable Object attachment;
}
