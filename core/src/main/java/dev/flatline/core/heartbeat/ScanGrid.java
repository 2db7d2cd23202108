package dev.flatline.core.heartbeat;

/**
 * The instants at which a server looks at its rule. A scan counts as made at its instant of the grid even if the loop was
 * late, so that a ping and its timeout are whole scans apart.
 */
record ScanGrid(long originNanos, long periodNanos) {

    /** The last instant of the grid up to now. */
    long latest(long nowNanos) {
        return nowNanos - Math.floorMod(nowNanos - originNanos, periodNanos);
    }

    /** The first instant of the grid after now. */
    long next(long nowNanos) {
        return latest(nowNanos) + periodNanos;
    }
}
