package dev.flatline.benchmarks.fleet;

/**
 * What both fleets are told.
 *
 * @param port where the server listens, on 127.0.0.1
 * @param perSecond how many clients start in a second
 * @param pingNanos the interval of each client's pings
 */
record FleetOptions(int port, int perSecond, long pingNanos) {

    /** How many intervals a ping may be unanswered: a busy machine is no reason to lose clients. */
    static final int PATIENCE = 5;
}
