package dev.flatline.chaos.tls;

import dev.flatline.wire.tls.Trust;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SNIHostName;

/**
 * How a proxy speaks TLS to the server. The server's certificate must be for its name, except with {@link Trust.Known#INSECURE}.
 *
 * @param trust whose certificates are accepted
 * @param serverName the name that is asked for (SNI) and that the certificate must be for; empty for the upstream's host
 */
public record UpstreamTls(Trust trust, Optional<String> serverName) {

    /** What the JDK trusts, under the upstream's own name. */
    public static final UpstreamTls SYSTEM = new UpstreamTls(Trust.Known.SYSTEM, Optional.empty());

    /** Any certificate for any name: for tests on one's own machine. */
    public static final UpstreamTls INSECURE = new UpstreamTls(Trust.Known.INSECURE, Optional.empty());

    /** Checks the name. */
    public UpstreamTls {
        serverName.ifPresent(UpstreamTls::check);
    }

    /** The same under another name. */
    public UpstreamTls named(String other) {
        return new UpstreamTls(trust, Optional.of(other));
    }

    /** As {@link TlsReader} reads it. */
    Object asValue() {
        Map<String, Object> map = new LinkedHashMap<>();
        if (trust instanceof Trust.Certificates certificates) {
            map.put("certificate", certificates.file().toString());
        } else {
            map.put("trust", trust.toString().toLowerCase(Locale.ROOT));
        }
        serverName.ifPresent(name -> map.put("server_name", name));
        return serverName.isEmpty() && map.containsKey("trust") ? map.get("trust") : map;
    }

    private static void check(String name) {
        try {
            SNIHostName unused = new SNIHostName(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "server_name: '" + name + "', accepted is a host name of letters, digits and hyphens", e);
        }
    }
}
