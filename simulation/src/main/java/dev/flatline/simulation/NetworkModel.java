package dev.flatline.simulation;

import dev.flatline.core.fault.Impairment;

/**
 * What the simulated wires and the simulated server cost. The defaults are the order of magnitude of one machine's
 * loopback; they are a model, not a measurement.
 *
 * @param oneWayNanos least time from client to server, or back
 * @param jitterNanos mean of the exponential extra on top
 * @param handshakeNanos server time per upgrade; upgrades wait for each other
 */
public record NetworkModel(long oneWayNanos, long jitterNanos, long handshakeNanos) {

    /** Loopback: 60 µs and a little, 80 µs of server time per upgrade. */
    public static final NetworkModel LOOPBACK = new NetworkModel(60_000, 20_000, 80_000);

    /** Checks the ranges. */
    public NetworkModel {
        if (oneWayNanos < 0 || jitterNanos < 0 || handshakeNanos < 0) {
            throw new IllegalArgumentException("durations must not be negative");
        }
    }

    /** What a line suffers without faults; exponential by inversion. */
    Impairment line() {
        return (arrivedNanos, bytes, random) ->
                arrivedNanos + oneWayNanos + (long) (-Math.log1p(-random.nextDouble()) * jitterNanos);
    }
}
