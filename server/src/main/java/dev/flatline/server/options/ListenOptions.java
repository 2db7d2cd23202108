package dev.flatline.server.options;

import java.util.Optional;

/**
 * Where a server listens, and whether it speaks TLS. Host and port cannot be changed while the server runs.
 *
 * @param host the address or name to listen on
 * @param port 0 to 65535; 0 takes any free one, and keeps it for later starts
 * @param tls the certificate; empty for plain {@code ws://}
 * @param shared whether other processes of this user may listen there too (SO_REUSEPORT), and the kernel spreads the
 *     connections over them
 */
public record ListenOptions(String host, int port, Optional<TlsOptions> tls, boolean shared) {

    /** Any free port of the loopback address, without TLS. */
    public static final ListenOptions LOOPBACK = new ListenOptions("127.0.0.1", 0, Optional.empty());

    private static final int MAX_PORT = 65_535;

    /** Checks the ranges. */
    public ListenOptions {
        Ranges.require(!host.isEmpty(), "host must not be empty");
        Ranges.within("port", port, 0, MAX_PORT);
    }

    /** A place of this process alone. */
    public ListenOptions(String host, int port, Optional<TlsOptions> tls) {
        this(host, port, tls, false);
    }

    /** The same on a port that other processes of this user may listen on too; 0 takes any free one. */
    public ListenOptions sharing(int sharedPort) {
        return new ListenOptions(host, sharedPort, tls, true);
    }
}
