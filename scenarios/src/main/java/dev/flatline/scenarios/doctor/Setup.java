package dev.flatline.scenarios.doctor;

/**
 * How a run is laid out on this machine.
 *
 * @param mode how a client reaches its server
 * @param processes how many processes share the clients, each laid out alike
 * @param sources local addresses that connections to one destination leave from; 0 for as many as it takes, as on loopback
 */
public record Setup(Mode mode, int processes, int sources) {

    /** As many source addresses as it takes: all of 127.0.0.0/8 is there. */
    public static final int PLENTY = 0;

    /** Checks the ranges. */
    public Setup {
        if (processes < 1 || sources < 0) {
            throw new IllegalArgumentException(
                    "processes: " + processes + ", sources: " + sources + "; accepted are 1 and 0, or more");
        }
    }

    /** One process, and a server on loopback. */
    public static Setup of(Mode mode) {
        return new Setup(mode, 1, PLENTY);
    }

    /** Whether a host is this machine by its loopback address, where source addresses are plenty. */
    public static boolean onLoopback(String host) {
        return host.equals("localhost") || host.matches("127(\\.\\d{1,3}){3}");
    }

    /** The same in several processes. */
    public Setup inProcesses(int count) {
        return new Setup(mode, count, sources);
    }

    /** The same with a bounded number of source addresses: one, unless more were given, to another machine. */
    public Setup from(int addresses) {
        return new Setup(mode, processes, addresses);
    }
}
