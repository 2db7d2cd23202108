package dev.flatline.chaos.control;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Comparator;

/** The addresses that proxies listen on: read, resolved and shown as Toxiproxy does. */
final class ListenAddress {

    private static final int MAX_PORT = 65_535;
    private static final int MAX_PORT_DIGITS = 9;

    private ListenAddress() {}

    /**
     * What a text such as {@code localhost:3310}, {@code :3310} or {@code [::1]:0} means; IPv4 is preferred. An empty text
     * is any port on all interfaces, as an empty host is all interfaces.
     *
     * @throws ListenException if it means nothing
     */
    static InetSocketAddress resolve(String text) throws ListenException {
        if (text.isEmpty()) {
            return new InetSocketAddress(0);
        }
        int colon = text.lastIndexOf(':');
        boolean bracketed = text.startsWith("[");
        int end = bracketed ? text.indexOf(']') : colon;
        if (bracketed && end < 0) {
            throw new ListenException("address " + text + ": missing ']' in address");
        }
        if (colon < end || colon < 0) {
            throw new ListenException("address " + text + ": missing port in address");
        }
        if (bracketed ? end + 1 != colon : text.indexOf(':') != colon) {
            throw new ListenException("address " + text + ": too many colons in address");
        }
        String host = bracketed ? text.substring(1, end) : text.substring(0, colon);
        return new InetSocketAddress(address(host), port(text.substring(colon + 1)));
    }

    private static InetAddress address(String host) throws ListenException {
        if (host.isEmpty()) {
            return new InetSocketAddress(0).getAddress();
        }
        try {
            return Arrays.stream(InetAddress.getAllByName(host))
                    .min(Comparator.comparing(address -> !(address instanceof Inet4Address)))
                    .orElseThrow(() -> new UnknownHostException(host));
        } catch (UnknownHostException e) {
            throw new ListenException("lookup " + host + ": no such host");
        }
    }

    private static int port(String text) throws ListenException {
        if (text.isEmpty()) {
            return 0;
        }
        if (!text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new ListenException("lookup tcp/" + text + ": unknown port");
        }
        if (text.length() > MAX_PORT_DIGITS || Integer.parseInt(text) > MAX_PORT) {
            throw new ListenException("address " + text + ": invalid port");
        }
        return Integer.parseInt(text);
    }

    /** As it is shown once it is bound: all interfaces are {@code [::]}. */
    static String text(InetSocketAddress bound) {
        InetAddress address = bound.getAddress();
        if (address.isAnyLocalAddress()) {
            return "[::]:" + bound.getPort();
        }
        return plainText(bound);
    }

    /** As it is asked for, the wildcard of IPv4 and that of IPv6 apart. */
    static String plainText(InetSocketAddress resolved) {
        InetAddress address = resolved.getAddress();
        String host = address.getHostAddress();
        if (!(address instanceof Inet6Address)) {
            return host + ":" + resolved.getPort();
        }
        String shortest = host.replaceFirst("(^|:)(0(:|$)){2,}", "::");
        return "[" + shortest + "]:" + resolved.getPort();
    }

    /**
     * Whether the wanted address is another than the current one.
     *
     * @throws ListenException if the wanted one means nothing
     */
    static boolean differ(String current, String wanted, Compat compat) throws ListenException {
        if (current.equals(wanted)) {
            resolve(wanted);
            return false;
        }
        InetSocketAddress target = resolve(wanted);
        if (Difference.WILDCARDS_DIFFER.in(compat)) {
            return !current.equals(plainText(target));
        }
        try {
            return !resolve(current).equals(target) && !text(resolve(current)).equals(text(target));
        } catch (ListenException unknown) {
            return true;
        }
    }
}
