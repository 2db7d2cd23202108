package dev.flatline.core.measure;

/**
 * How long each client was without a working connection: from the ledger's word that it was of no use (or, where the
 * ledger says nothing, from its loss) until a connection answered again. Not thread-safe.
 */
final class OutageMeter {

    private final FaultState faults;
    private final long[] sinceNanos;
    private int running;

    final LatencyRecorder outage = new LatencyRecorder("outage");

    OutageMeter(int clients, FaultState faults) {
        this.faults = faults;
        this.sinceNanos = new long[clients];
    }

    void began(int client, long nowNanos) {
        if (sinceNanos[client] == 0) {
            sinceNanos[client] = nowNanos;
            running++;
        }
    }

    /** A connection of use gave its first answer. */
    void confirmed(int client, long nowNanos) {
        if (sinceNanos[client] != 0) {
            outage.record(sinceNanos[client], nowNanos);
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

    /** Clients that are without a working connection now. */
    int running() {
        return running;
    }
}
