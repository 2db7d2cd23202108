package dev.flatline.core.dialect;

/** What a server says and hears on one connection in its dialect. Confined to the connection's thread. */
public interface ServerTalk {

    /** The talk of one more connection under the same rule: this one, unless a connection has something to remember. */
    default ServerTalk forConnection() {
        return this;
    }

    /** The connection opened: the greeting of a server that speaks first goes to {@link Ear#say}. */
    void opened(Ear.OfServer ear);

    /**
     * A text message arrived; it may hold several packets, each of which is told.
     *
     * @param lastPing the number of the server's latest ping on this connection, from 1; 0 before the first
     */
    void heard(byte[] utf8, long lastPing, Ear.OfServer ear);

    /** The longest message that may be more than a plain message of the application, in bytes; longer ones are not shown. */
    default int maxBytes() {
        return Integer.MAX_VALUE;
    }

    /** The text of the server's ping of this number, from 1; only asked for where {@link #pingsInText}. */
    byte[] ping(long number, long unixSeconds);

    /** Whether the server's pings are text messages rather than control frames. */
    boolean pingsInText();

    /** Whether {@link #message} is more than the payload itself. */
    default boolean wrapsMessages() {
        return true;
    }

    /** A text message of the application, as this dialect carries it; the same array where nothing is wrapped around it. */
    byte[] message(byte[] payload);
}
