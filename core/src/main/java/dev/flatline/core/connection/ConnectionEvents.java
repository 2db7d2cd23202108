package dev.flatline.core.connection;

/**
 * What happens to the clients of a fleet, told as it happens. Instants are nanoseconds of the run's clock; the last
 * argument of each method is the instant of the event.
 */
public interface ConnectionEvents {

    /** The server, as the sender of a message. */
    int SERVER = -1;

    /**
     * An attempt to connect begins.
     *
     * @param retry whether the client has tried before
     * @param intendedNanos when it was meant to begin
     */
    void attempted(int client, boolean retry, long intendedNanos, long nowNanos);

    /** The attempt succeeded; its parts go with it. */
    void opened(int client, ConnectTimes times);

    /**
     * The first answer on this connection, told once: it works. An answer is a pong or the echo of a message; what the
     * server sends unasked is none. A client that never asks is taken to be answered when it opens.
     */
    void answered(int client, long nowNanos);

    /** A ping that was due at {@code intendedNanos} left. */
    void heartbeatSent(int client, long intendedNanos, long nowNanos);

    /** The latest ping was answered; a pong that comes after the next ping left is not told. */
    void heartbeatAnswered(int client, long intendedNanos, long sentNanos, long nowNanos);

    /** A message that was due at {@code intendedNanos} left. */
    void messageSent(int client, long intendedNanos, long nowNanos);

    /** A message was due while the client had no open connection. */
    void messageSkipped(int client, long nowNanos);

    /** The echo of a message arrived. */
    void messageAnswered(int client, long intendedNanos, long sentNanos, long nowNanos);

    /**
     * A message arrived that is no echo: another client or the server sent it. Told for every copy that arrives.
     *
     * @param sender the client that sent it, or {@link #SERVER}
     * @param sequence its number, from 0, among those that the sender sent to this client, or to all who share a room
     *     with it
     * @param intendedNanos when it was meant to leave
     * @param sentNanos when it left
     */
    void messageReceived(int client, int sender, long sequence, long intendedNanos, long sentNanos, long nowNanos);

    /** The attempt failed. */
    void attemptFailed(int client, CloseCause cause, int code, long nowNanos);

    /** An open connection ended. */
    void lost(int client, CloseCause cause, int code, long nowNanos);

    /**
     * The client left an open connection by its own choice, and will come back: its next attempt is a first one again. This
     * is no loss.
     */
    void left(int client, long nowNanos);

    /** The client will try again. */
    void backingOff(int client, long delayNanos, long nowNanos);

    /**
     * The client will not try again.
     *
     * @param cause of the loss or the failure that made it give up, which was told before
     * @param code the code that goes with it
     */
    void gaveUp(int client, CloseCause cause, int code, long nowNanos);

    /**
     * The instants of a successful connect.
     *
     * @param intendedNanos when the attempt was meant to begin
     * @param startedNanos when it began
     * @param connectedNanos when the TCP connection stood
     * @param securedNanos when TLS stood; the same instant without TLS
     * @param upgradedNanos when the upgrade was accepted
     * @param openedNanos when the greeting of the dialect was through; the same instant where there is none
     */
    record ConnectTimes(
            long intendedNanos,
            long startedNanos,
            long connectedNanos,
            long securedNanos,
            long upgradedNanos,
            long openedNanos) {}
}
