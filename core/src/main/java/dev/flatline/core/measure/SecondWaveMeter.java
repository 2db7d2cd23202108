package dev.flatline.core.measure;

/**
 * Clients that are lost again within {@value #SECONDS} s of their return, although no fault has hit them since: a server that
 * cannot bear the storm, or a rule that kills what has just come back. Not thread-safe.
 */
final class SecondWaveMeter {

    private static final int SECONDS = 30;
    private static final long WINDOW_NANOS = SECONDS * 1_000_000_000L;

    private final Scopes scopes;
    private final long[] returnedNanos;
    private final int[] cameBackFrom;
    private long count;

    SecondWaveMeter(int clients, Scopes scopes) {
        this.scopes = scopes;
        returnedNanos = new long[clients];
        cameBackFrom = new int[clients];
    }

    /**
     * A client's retry ended in an open connection.
     *
     * @param fault the one that it came back from, or {@link Scopes#NOBODY}
     */
    void returned(int client, int fault, long nowNanos) {
        returnedNanos[client] = nowNanos;
        cameBackFrom[client] = fault;
    }

    /** A fault hits the client, or it leaves by its own choice: what becomes of it now is no second wave. */
    void forget(int client) {
        returnedNanos[client] = 0;
    }

    /** A client lost its connection; {@code faulty} says whether a fault is on it. */
    void lost(int client, boolean faulty, long nowNanos) {
        boolean soon = returnedNanos[client] != 0 && nowNanos - returnedNanos[client] <= WINDOW_NANOS;
        if (soon && !faulty) {
            count++;
            scopes.tell(client, cameBackFrom[client], scope -> scope.secondWave++);
        }
        forget(client);
    }

    long count() {
        return count;
    }
}
