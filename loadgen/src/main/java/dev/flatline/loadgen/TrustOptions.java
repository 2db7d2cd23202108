package dev.flatline.loadgen;

import dev.flatline.wire.tls.Trust;
import java.util.Optional;

/**
 * How clients speak TLS to targets whose scheme is wss.
 *
 * @param trust whose certificates are accepted
 * @param serverName the name that is asked for (SNI) and that the certificate must be for; empty for the target's host
 * @param resumption which sessions are resumed
 */
public record TrustOptions(Trust trust, Optional<String> serverName, Resumption resumption) {

    /** What the JDK trusts, under the target's own name. */
    public static final TrustOptions SYSTEM = new TrustOptions(Trust.Known.SYSTEM, Optional.empty());

    /** Any certificate for any name: for tests on one's own machine. */
    public static final TrustOptions ANY = new TrustOptions(Trust.Known.INSECURE, Optional.empty());

    /** Every client resumes its own sessions. */
    public TrustOptions(Trust trust, Optional<String> serverName) {
        this(trust, serverName, Resumption.OWN);
    }

    /** The same with another choice of sessions. */
    public TrustOptions with(Resumption other) {
        return new TrustOptions(trust, serverName, other);
    }
}
