package dev.flatline.core.connection;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * One transport, the thread it lives on, and a peer that does as it is told. Once a connection is open the peer echoes text
 * and answers pings and Close frames by itself; the {@code peer…} methods mean its latest connection, and have taken effect
 * at the peer when they return.
 */
public interface TransportWorld extends AutoCloseable {

    /** What the peer does with the connections to come. */
    enum Reaction {
        /** Upgrades them. */
        ACCEPT,
        /** Does not listen. */
        REFUSE,
        /** Takes the TCP connection and never answers the upgrade request. */
        HOLD,
        /** Answers the upgrade request with 503. */
        REJECT
    }

    /** The subject. Used only inside {@link #run} and inside calls of its listener. */
    Transport transport();

    /** Does something on the client's thread and returns when it is done. */
    void run(Runnable action);

    /**
     * Lets time pass until the condition holds, which is looked at on the client's thread.
     *
     * @throws AssertionError if it does not hold within some seconds
     */
    void runUntil(BooleanSupplier condition);

    /** Sets what the peer does from now on. */
    void peerReacts(Reaction reaction);

    /** The peer sends a ping. */
    void peerPings();

    /** The peer sends a Close frame with this code. */
    void peerCloses(int code);

    /** The peer closes the connection with FIN. */
    void peerFin();

    /** The peer closes the connection with RST. */
    void peerReset();

    /** Pongs that the peer got. */
    int peerGotPongs();

    /** The code of the Close frame that the peer got, or 0. */
    int peerGotCloseCode();

    /** Whether the latest connection is over at the peer. */
    boolean peerSawTheEnd();

    @Override
    void close() throws IOException;
}
