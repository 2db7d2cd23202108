package dev.flatline.core.heartbeat;

import java.util.random.RandomGenerator;

/**
 * When a rule is looked at, and with which clock.
 *
 * @param everyNanos how often; 0 is exact: a client looks at the very instant, a server every {@link #EXACT_NANOS}
 * @param grid whose instants these are
 * @param clockNanos the resolution of the clock that silences are measured with; 0 is exact. A coarse clock truncates both
 *     ends of a silence, and only more than the timeout is silent: {@code now - last > 55} with whole seconds
 * @param firstScanStamps a connection that never gave a sign of life is not measured from its open: the first scan that
 *     sees it takes that instant for its last sign of life
 */
public record Scan(long everyNanos, Grid grid, long clockNanos, boolean firstScanStamps) {

    /** Whose instants the scans are. */
    public enum Grid {
        /** One grid for all connections. */
        SHARED,
        /** Each connection has its own, from its open: Cowboy's ticks. */
        CONNECTION,
        /**
         * One grid for all, and a silence is the number of scans since the last sign of life: it must be more than the
         * timeout. GatewayWorker's counter, the wheel of uWebSockets.
         */
        COUNTED,
        /**
         * Each connection has its own, and its scans are polls: after each one the next is drawn, uniform in [every, 2 ×
         * every). For clients only: Action Cable's connection monitor.
         */
        POLLS
    }

    /** How often a server looks at a rule that asks for exact instants: connections on a grid of their own, too. */
    public static final long EXACT_NANOS = 10_000_000;

    /** At the exact instants. */
    public static final Scan EXACT = new Scan(0, Grid.SHARED, 0, false);

    /** Checks what goes together. */
    public Scan {
        if (everyNanos < 0 || clockNanos < 0) {
            throw new IllegalArgumentException(
                    "scan and clock must not be negative: scan=" + everyNanos + "ns clock=" + clockNanos + "ns");
        }
        if (grid == Grid.COUNTED && (everyNanos == 0 || clockNanos != 0)) {
            throw new IllegalArgumentException("grid: counted needs a scan, and no clock");
        }
        if (grid == Grid.POLLS && (everyNanos == 0 || clockNanos != 0)) {
            throw new IllegalArgumentException("grid: polls needs a scan, and no clock");
        }
        if (firstScanStamps && (everyNanos == 0 || grid != Grid.SHARED)) {
            throw new IllegalArgumentException("first-scan: stamps needs a scan on grid: shared");
        }
    }

    /** One grid for all; 0 is exact. */
    public static Scan every(long nanos) {
        return new Scan(nanos, Grid.SHARED, 0, false);
    }

    /** Silences counted in scans. */
    public static Scan counted(long everyNanos) {
        return new Scan(everyNanos, Grid.COUNTED, 0, false);
    }

    /** Polls at random intervals of one to two times that long. */
    public static Scan polls(long everyNanos) {
        return new Scan(everyNanos, Grid.POLLS, 0, false);
    }

    /** How long after one poll the next one is. */
    public long drawPollNanos(RandomGenerator random) {
        return random.nextLong(everyNanos, 2 * everyNanos);
    }

    /** How often a server looks. */
    public long lookNanos() {
        return everyNanos == 0 || grid == Grid.CONNECTION ? EXACT_NANOS : everyNanos;
    }

    /** Whether silences are truncated, so that only more than the timeout is silent. */
    public boolean isCoarse() {
        return stepNanos() > 1;
    }

    /** What both ends of a silence are truncated to; 1 if they are not. */
    long stepNanos() {
        return grid == Grid.COUNTED ? everyNanos : Math.max(1, clockNanos);
    }
}
