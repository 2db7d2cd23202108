package dev.flatline.loadgen;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * One of the servers that a fleet connects to.
 *
 * @param target the server as its clients know it
 * @param weight its share of the clients, next to the weights of the others; above 0
 * @param via a proxy that is connected to in its stead, in plain TCP; empty to connect to the server itself
 */
public record Destination(Target target, double weight, Optional<InetSocketAddress> via) {

    /** Checks the weight. */
    public Destination {
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("weight must be above 0, found " + weight);
        }
    }

    /** The server itself. */
    public static Destination to(Target target) {
        return new Destination(target, 1, Optional.empty());
    }

    /** The same server behind a proxy. */
    public Destination via(InetSocketAddress proxy) {
        return new Destination(target, weight, Optional.of(proxy));
    }

    /** The port that clients connect to: that of the proxy, if there is one. */
    public int port() {
        return via.map(InetSocketAddress::getPort).orElse(target.port());
    }

    /** Whether its clients speak TLS. */
    boolean isSecure() {
        return target.secure() && via.isEmpty();
    }
}
