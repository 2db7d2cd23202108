package dev.flatline.chaos;

/**
 * An address of a proxy.
 *
 * @param host a name or an address
 * @param port 0 to 65535
 */
public record HostPort(String host, int port) {

    private static final int MAX_PORT = 65_535;

    /** Checks the range. */
    public HostPort {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("port: " + port + ", accepted is 0 to " + MAX_PORT);
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
