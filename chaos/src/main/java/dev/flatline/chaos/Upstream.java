package dev.flatline.chaos;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where a proxy passes connections on to. May be used from any thread. */
interface Upstream {

    /** The addresses as they were last known, in the order in which to try them; empty when there are none. */
    List<InetSocketAddress> last();

    /**
     * The addresses that a new connection is to try, in their order. Complete at once if they are known well enough. Never
     * fails; after a lookup that finds none they are those that were known last.
     */
    CompletableFuture<List<InetSocketAddress>> addresses(long nowNanos);

    /** A connection to an address could not be had. */
    default void failed(InetSocketAddress address, long nowNanos) {}

    /** None of the addresses could be reached. */
    default void unreachable() {}
}
