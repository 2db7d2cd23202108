package dev.flatline.scenarios.doctor;

import java.util.OptionalLong;

/**
 * What a run of real sockets takes from a machine. Through the proxy, each client takes its own socket, two of the proxy
 * and, when the server is ours, one of the server; and one local port on each of the two hops.
 *
 * @param descriptorsPerClient sockets of this process for each client
 */
record Capacity(int descriptorsPerClient) {

    /** Descriptors for everything but the clients: jars, event loops, listeners, result files. */
    static final int RESERVE = 300;

    private static final int WITH_OUR_SERVER = 4;
    private static final int WITH_FOREIGN_SERVER = 3;

    static Capacity of(boolean foreignTarget) {
        return new Capacity(foreignTarget ? WITH_FOREIGN_SERVER : WITH_OUR_SERVER);
    }

    /** One in ten more than all clients hold at once: in a storm, old connections linger while new ones are made. */
    long descriptors(long clients) {
        return clients * descriptorsPerClient * 11 / 10 + RESERVE;
    }

    /** How many clients the free descriptors hold. */
    OptionalLong byDescriptors(Machine machine) {
        OptionalLong free = machine.openFilesFree();
        return free.isPresent()
                ? OptionalLong.of(Math.max(0, (free.getAsLong() - RESERVE) * 10 / (11L * descriptorsPerClient)))
                : OptionalLong.empty();
    }

    /** How many clients the local ports hold: one each, from one address to one destination. */
    OptionalLong byPorts(Machine machine) {
        return machine.ports();
    }
}
