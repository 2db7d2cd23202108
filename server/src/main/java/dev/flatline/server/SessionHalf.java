package dev.flatline.server;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.server.session.KeptMessage;
import dev.flatline.server.session.Session;
import dev.flatline.server.session.SessionLine;
import dev.flatline.wire.CloseCodes;
import io.netty.channel.Channel;

/**
 * What a connection has to do with its client's session, if sessions are kept: it writes what is sent to it, and leaves it behind
 * when it is over. A base class rather than a part, because there may be very many connections.
 */
abstract class SessionHalf extends OutgoingHalf implements SessionLine {

    SessionHalf(Channel channel) {
        super(channel);
    }

    @Override
    public final void wake() {
        onLoop(this::replay);
    }

    /** Writes what waits in the session. */
    final void replay() {
        Session mine = session();
        if (mine != null) {
            together(() -> drain(mine));
        }
    }

    /** What is taken and cannot be written is not lost: the connection is over then, and the client will ask for it. */
    private void drain(Session mine) {
        for (KeptMessage next = mine.next(this); next != null && maySend(); next = mine.next(this)) {
            send(next);
        }
    }

    /** The connection is over: the session ends with it, or waits for the next one. */
    final void leaveSession(CloseCause cause, int code, ServerLoop loop) {
        Session mine = session();
        if (mine == null) {
            return;
        }
        if (isGoodbye(cause, code)) {
            loop.shared.sessions().end(mine, this);
        } else {
            loop.shared.sessions().detach(mine, this, windowNanos(cause, loop.terms.options()), loop.timers);
        }
    }

    /** A Close of 1000 or 1001 that somebody decided on: the program, the page or the server is done, nobody comes back. */
    private static boolean isGoodbye(CloseCause cause, int code) {
        boolean meant =
                cause == CloseCause.CLOSE_FRAME || cause == CloseCause.LOCAL || cause == CloseCause.SERVER_STOPPED;
        return meant && (code == CloseCodes.NORMAL || code == CloseCodes.GOING_AWAY);
    }

    /** A heartbeat rule may say for how long who was silent may come back. */
    private static long windowNanos(CloseCause cause, ServerOptions options) {
        long afterSilence = options.heartbeat().rule().expiry().action().resumeNanos();
        return cause == CloseCause.HEARTBEAT_EXPIRED && afterSilence > 0
                ? afterSilence
                : options.resume().window().toNanos();
    }
}
