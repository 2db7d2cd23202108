package dev.flatline.chaos.control;

import dev.flatline.chaos.tls.ProxyTls;
import java.net.InetSocketAddress;

/**
 * What a {@link DataPath} starts.
 *
 * @param name the proxy's name
 * @param listen where to listen, resolved; port 0 for any. The wildcard address means all interfaces, IPv4 and IPv6
 * @param upstream {@code host:port} as given, unchecked: it may be empty, or no address at all. Clients of such a proxy
 *     are accepted and closed
 * @param tls which of its sides speak TLS
 */
public record ProxySettings(String name, InetSocketAddress listen, String upstream, ProxyTls tls) {

    /** Without TLS. */
    public ProxySettings(String name, InetSocketAddress listen, String upstream) {
        this(name, listen, upstream, ProxyTls.NONE);
    }
}
