package dev.flatline.loadgen;

import dev.flatline.core.seed.Seeds;
import dev.flatline.wire.SourcePool;
import java.util.List;

/**
 * Where the clients of a fleet connect to, and how. Which destination a client has is a draw of its own: the same on every
 * reconnect, in every process and in every run with the seed.
 *
 * @param all at least one
 * @param tls for those whose scheme is wss
 * @param sources the local addresses to connect from
 */
public record Destinations(List<Destination> all, TrustOptions tls, SourcePool sources) {

    private static final double DRAWS = 0x1p53;

    /** Copies the list. */
    public Destinations {
        all = List.copyOf(all);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("a fleet needs at least one target");
        }
    }

    /** A single server. */
    public static Destinations to(Target target) {
        return new Destinations(List.of(Destination.to(target)), TrustOptions.SYSTEM, SourcePool.AUTO);
    }

    /** The place in the list of a client's destination. */
    public int of(int client, Seeds seeds) {
        if (all.size() == 1) {
            return 0;
        }
        double left = (seeds.draw("target", client) >>> 11) / DRAWS * totalWeight();
        for (int index = 0; index < all.size() - 1; index++) {
            left -= all.get(index).weight();
            if (left < 0) {
                return index;
            }
        }
        return all.size() - 1;
    }

    /** The share of the clients that the destination at a place is meant to get. */
    double share(int place) {
        return all.get(place).weight() / totalWeight();
    }

    private double totalWeight() {
        return all.stream().mapToDouble(Destination::weight).sum();
    }
}
