package dev.flatline.loadgen;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;

/**
 * Where the clients connect to.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param port 1 to 65535
 * @param path the path and query, from the slash
 * @param secure whether TLS is spoken there
 */
public record Target(String host, int port, String path, boolean secure) {

    private static final int PLAIN_PORT = 80;
    private static final int SECURE_PORT = 443;
    private static final int MAX_PORT = 65_535;

    /** Checks the ranges. */
    public Target {
        if (host.isEmpty() || port < 1 || port > MAX_PORT || !path.startsWith("/")) {
            throw new IllegalArgumentException("target needs a host, a port of 1 to " + MAX_PORT
                    + " and a path from the slash, found " + host + ":" + port + path);
        }
    }

    /** A server without TLS. */
    public Target(String host, int port, String path) {
        this(host, port, path, false);
    }

    /**
     * Reads {@code ws://host[:port][/path][?query]}, or the same with {@code wss}.
     *
     * @throws IllegalArgumentException if it is anything else; the message says what is wrong
     */
    public static Target parse(String uri) {
        URI parsed = syntax(uri);
        String scheme = String.valueOf(parsed.getScheme());
        boolean secure = scheme.equalsIgnoreCase("wss");
        if (!secure && !scheme.equalsIgnoreCase("ws")) {
            throw refused(uri, "the scheme must be ws:// or wss://");
        }
        String host = parsed.getHost();
        if (host == null || host.isEmpty()) {
            throw refused(uri, "the host is missing or malformed, or the port is not a number");
        }
        if (parsed.getRawUserInfo() != null || parsed.getRawFragment() != null) {
            throw refused(uri, "user names and fragments are not allowed");
        }
        int port = parsed.getPort() < 0 ? defaultPort(secure) : parsed.getPort();
        if (port == 0 || port > MAX_PORT) {
            throw refused(uri, "the port must be 1 to " + MAX_PORT);
        }
        String path = parsed.getRawPath().isEmpty() ? "/" : parsed.getRawPath();
        String query = parsed.getRawQuery() == null ? "" : "?" + parsed.getRawQuery();
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new Target(name, port, path + query, secure);
    }

    /** The Host header. */
    public String authority() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == defaultPort(secure) ? name : name + ":" + port;
    }

    /**
     * Looks the host up.
     *
     * @throws UnknownHostException if the name does not resolve; the message names it
     */
    InetSocketAddress resolve() throws UnknownHostException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new UnknownHostException("target " + this + ": the host name does not resolve");
        }
        return address;
    }

    /** The URI. */
    @Override
    public String toString() {
        return (secure ? "wss://" : "ws://") + authority() + path;
    }

    private static int defaultPort(boolean secure) {
        return secure ? SECURE_PORT : PLAIN_PORT;
    }

    private static URI syntax(String uri) {
        try {
            return new URI(uri);
        } catch (URISyntaxException e) {
            throw refused(uri, e.getReason() + (e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1)), e);
        }
    }

    private static IllegalArgumentException refused(String uri, String reason) {
        return new IllegalArgumentException("target '" + uri + "': " + reason);
    }

    private static IllegalArgumentException refused(String uri, String reason, Throwable cause) {
        return new IllegalArgumentException("target '" + uri + "': " + reason, cause);
    }

    /** Whether its host is this machine by name: an address of the loopback, or {@code localhost}. */
    public boolean isLoopback() {
        return host.equals("localhost")
                || host.equals("::1")
                || host.equals("[::1]")
                || host.matches("127(\\.\\d{1,3}){3}");
    }
}
