package dev.flatline.chaos.junit;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The address of a server, in any form that a test has it in, as {@code host:port}. */
final class Upstreams {

    private static final int MAX_PORT = 65_535;
    private static final String LOOPBACK = "127.0.0.1";
    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[^\\[\\]\\s]+]|[^:\\[\\]\\s/]+):([0-9]{1,5})");
    private static final String ACCEPTED =
            "host:port, a port of 127.0.0.1, an InetSocketAddress, a bound ServerSocket or a URI";

    private Upstreams() {}

    /**
     * The address as text.
     *
     * @throws IllegalArgumentException if it is none; says what is accepted
     */
    static String text(@Nullable Object value) {
        if (value instanceof InetSocketAddress address) {
            return text(address);
        }
        if (value instanceof ServerSocket socket && socket.getLocalSocketAddress() instanceof InetSocketAddress local) {
            return text(local);
        }
        if (value instanceof Integer port) {
            return checked(LOOPBACK, port, value);
        }
        if (value instanceof URI uri && uri.getHost() != null) {
            return checked(uri.getHost(), uri.getPort() < 0 ? usualPort(uri) : uri.getPort(), value);
        }
        Matcher text = HOST_AND_PORT.matcher(value instanceof CharSequence chars ? chars : "");
        if (text.matches()) {
            return checked(text.group(1), Integer.parseInt(text.group(2)), String.valueOf(value));
        }
        throw refused(value);
    }

    private static String text(InetSocketAddress address) {
        boolean everywhere =
                address.getAddress() != null && address.getAddress().isAnyLocalAddress();
        String host = everywhere ? LOOPBACK : address.getHostString();
        return checked(host.contains(":") ? "[" + host + "]" : host, address.getPort(), address);
    }

    private static String checked(String host, int port, Object value) {
        if (port < 1 || port > MAX_PORT) {
            throw refused(value);
        }
        return host + ":" + port;
    }

    private static int usualPort(URI uri) {
        return switch (String.valueOf(uri.getScheme())) {
            case "ws", "http" -> 80;
            case "wss", "https" -> 443;
            default -> 0;
        };
    }

    private static IllegalArgumentException refused(@Nullable Object value) {
        String found = value == null ? "null" : value.getClass().getName() + " '" + value + "'";
        return new IllegalArgumentException("upstream: " + found + ", accepted is " + ACCEPTED
                + ", with a port from 1 to " + MAX_PORT + "; it is looked up when the proxy is first used in a test");
    }
}
