package dev.flatline.chaos;

/**
 * Where the proxy listens, where it passes connections on to, and among how many clients faults select.
 *
 * @param listenHost the address to listen on
 * @param listenPort the port to listen on, 0 for any free one
 * @param upstreamHost the server's name or address; looked up at the start, and after a dial has failed
 * @param upstreamPort the server's port, 0 to 65535; nobody is at 0
 * @param clients how many clients there are for a selection, from 0; their identities are 0 to {@code clients - 1}
 * @param limits what is held and waited for at most
 * @param strict whether it does as Toxiproxy 2.12 does where that is a defect
 */
public record ProxyOptions(
        String listenHost,
        int listenPort,
        String upstreamHost,
        int upstreamPort,
        int clients,
        ProxyLimits limits,
        boolean strict) {

    private static final int MAX_PORT = 65535;

    /** Checks the ranges. */
    public ProxyOptions {
        if (listenPort < 0 || listenPort > MAX_PORT) {
            throw new IllegalArgumentException("listenPort: " + listenPort + ", accepted is 0 to " + MAX_PORT);
        }
        if (upstreamPort < 0 || upstreamPort > MAX_PORT) {
            throw new IllegalArgumentException("upstreamPort: " + upstreamPort + ", accepted is 0 to " + MAX_PORT);
        }
        if (clients < 0) {
            throw new IllegalArgumentException("clients: " + clients + ", accepted is 0 or more");
        }
    }

    /** Listens on any free port of the loopback address, with the usual limits. */
    public static ProxyOptions inFrontOf(String upstreamHost, int upstreamPort, int clients) {
        return new ProxyOptions("127.0.0.1", 0, upstreamHost, upstreamPort, clients, ProxyLimits.DEFAULT, false);
    }
}
