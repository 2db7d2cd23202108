package dev.flatline.chaos.control;

import java.net.InetSocketAddress;

/**
 * What a {@link DataPath} starts.
 *
 * @param name the proxy's name
 * @param listen where to listen, resolved; port 0 for any. The wildcard address means all interfaces, IPv4 and IPv6
 * @param upstream {@code host:port} as given, unchecked: it may be empty, or no address at all. Clients of such a proxy
 *     are accepted and closed
 */
public record ProxySettings(String name, InetSocketAddress listen, String upstream) {}
