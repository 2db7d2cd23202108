package dev.flatline.loadgen;

import dev.flatline.wire.tls.Trust;
import java.util.Optional;

/**
 * How clients speak TLS to targets whose scheme is wss.
 *
 * @param trust whose certificates are accepted
 * @param serverName the name that is asked for (SNI) and that the certificate must be for; empty for the target's host
 */
public record TrustOptions(Trust trust, Optional<String> serverName) {

    /** What the JDK trusts, under the target's own name. */
    public static final TrustOptions SYSTEM = new TrustOptions(Trust.Known.SYSTEM, Optional.empty());

    /** Any certificate for any name: for tests on one's own machine. */
    public static final TrustOptions ANY = new TrustOptions(Trust.Known.INSECURE, Optional.empty());
}
