package dev.flatline.core.dialect;

/** What one client says and hears in its dialect. Confined to the client's thread; calls its ear back at once. */
public interface ClientTalk {

    /** A connection opened: begins anew. The greeting of a client that speaks first goes to {@link Ear#say}. */
    void opened(Ear.OfClient ear);

    /**
     * A text message arrived; it may hold several packets, each of which is told.
     *
     * @param lastPing the number of the client's latest ping on this connection, from 1; 0 before the first
     */
    void heard(byte[] utf8, long lastPing, Ear.OfClient ear);

    /** The text of the client's ping of this number, from 1; only asked for where {@link #pingsInText}. */
    byte[] ping(long number);

    /** Whether the client's pings are text messages rather than control frames. */
    boolean pingsInText();

    /** A message of the application, as this dialect carries it to a server that echoes it. */
    byte[] message(byte[] payload);
}
