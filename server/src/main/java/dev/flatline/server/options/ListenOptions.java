package dev.flatline.server.options;

import java.util.Optional;

/**
 * Where a server listens, and whether it speaks TLS. Host and port cannot be changed while the server runs.
 *
 * @param host the address or name to listen on
 * @param port 0 to 65535; 0 takes any free one, and keeps it for later starts
 * @param tls the certificate; empty for plain {@code ws://}
 */
public record ListenOptions(String host, int port, Optional<TlsOptions> tls) {

    /** Any free port of the loopback address, without TLS. */
    public static final ListenOptions LOOPBACK = new ListenOptions("127.0.0.1", 0, Optional.empty());

    private static final int MAX_PORT = 65_535;

    /** Checks the ranges. */
    public ListenOptions {
        Ranges.require(!host.isEmpty(), "host must not be empty");
        Ranges.within("port", port, 0, MAX_PORT);
    }
}
