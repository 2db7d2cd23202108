package dev.flatline.chaos;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Several servers that take connections in turn. One that could not be reached comes last for a while, as with the passive
 * health check of a load balancer ({@code fail_timeout} of nginx): who tries it anyway loses no client, but time.
 */
final class Balancer implements Upstream {

    /** How long a server that could not be reached comes after the others. */
    static final long AVOIDED_NANOS = 1_000_000_000L;

    private final Supplier<List<InetSocketAddress>> servers;
    private final Map<InetSocketAddress, Long> failedNanos = new ConcurrentHashMap<>();
    private int next;

    /**
     * Creates one before servers that may move.
     *
     * @param servers where they are now, at least one, always in the same order; asked for each connection
     */
    Balancer(Supplier<List<InetSocketAddress>> servers) {
        this.servers = servers;
    }

    @Override
    public List<InetSocketAddress> last() {
        return servers.get();
    }

    @Override
    public synchronized CompletableFuture<List<InetSocketAddress>> addresses(long nowNanos) {
        List<InetSocketAddress> all = servers.get();
        List<InetSocketAddress> sound = new ArrayList<>(all.size());
        List<InetSocketAddress> avoided = new ArrayList<>();
        // The turn is taken by whoever is sound, so that none gets the share of its neighbour that is down, too.
        for (int i = 0; i < all.size(); i++) {
            InetSocketAddress server = all.get((next + i) % all.size());
            (isAvoided(server, nowNanos) ? avoided : sound).add(server);
        }
        InetSocketAddress first = sound.isEmpty() ? avoided.get(0) : sound.get(0);
        next = (all.indexOf(first) + 1) % all.size();
        sound.addAll(avoided);
        return CompletableFuture.completedFuture(sound);
    }

    private boolean isAvoided(InetSocketAddress server, long nowNanos) {
        Long failed = failedNanos.get(server);
        return failed != null && nowNanos - failed < AVOIDED_NANOS;
    }

    @Override
    public void failed(InetSocketAddress address, long nowNanos) {
        failedNanos.put(address, nowNanos);
    }
}
