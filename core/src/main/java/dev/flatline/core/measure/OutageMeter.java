package dev.flatline.core.measure;

/**
 * How long each client was without a working connection: from the ledger's word that it was of no use (or, where the
 * ledger says nothing, from its loss) until a connection answered again. Not thread-safe.
 */
final class OutageMeter {

    private final FaultState faults;
    private final Scopes scopes;
    private final long[] sinceNanos;
    private final int[] because;
    private int running;

    final LatencyRecorder outage = new LatencyRecorder("outage");

    OutageMeter(int clients, FaultState faults, Scopes scopes) {
        this.faults = faults;
        this.scopes = scopes;
        this.because = new int[clients];
        this.sinceNanos = new long[clients];
    }

    void began(int client, long nowNanos) {
        if (sinceNanos[client] == 0) {
            sinceNanos[client] = nowNanos;
            because[client] = scopes.blamed(client);
            running++;
        }
    }

    /** A connection of use gave its first answer. */
    void confirmed(int client, long nowNanos) {
        if (sinceNanos[client] != 0) {
            long since = sinceNanos[client];
            outage.record(since, nowNanos);
            scopes.tell(client, because[client], scope -> scope.outage.record(since, nowNanos));
            sinceNanos[client] = 0;
            running--;
        }
    }

    /** An answer; one that was under way when a fault began says nothing. */
    void answered(int client, long nowNanos) {
        if (!faults.disabled(client)) {
            confirmed(client, nowNanos);
        }
    }

    /** The client does not want a connection now: its outage, if it was in one, is nobody's any more. */
    void left(int client) {
        if (sinceNanos[client] != 0) {
            sinceNanos[client] = 0;
            running--;
        }
    }

    /** Clients of a group that are without a working connection now. */
    int running(int firstClient, int endClient) {
        int down = 0;
        for (int client = firstClient; client < endClient; client++) {
            down += sinceNanos[client] != 0 ? 1 : 0;
        }
        return down;
    }

    /** Clients that are without a working connection now because of a fault. */
    int runningBecauseOf(int fault) {
        int down = 0;
        for (int client = 0; client < sinceNanos.length; client++) {
            down += sinceNanos[client] != 0 && because[client] == fault ? 1 : 0;
        }
        return down;
    }

    /** Clients that are without a working connection now. */
    int running() {
        return running;
    }
}
