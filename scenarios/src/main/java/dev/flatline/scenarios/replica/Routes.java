package dev.flatline.scenarios.replica;

import dev.flatline.chaos.RouteEvents;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.FaultEvents;
import dev.flatline.core.fault.ScheduledFault;
import java.net.InetSocketAddress;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Which server each connection is on, and so whom a fault on a server hits: those that are there when it begins, those that
 * come while it lasts if it is felt by those, and no longer those that have gone to another server. May be used from any thread.
 */
public final class Routes implements RouteEvents {

    private final Supplier<List<InetSocketAddress>> servers;
    private final FaultEvents events;
    private final LongSupplier nanoTime;
    private final Map<Long, Place> places = new HashMap<>();
    private final Map<Integer, InForce> inForce = new LinkedHashMap<>();

    /** Whose connection is where; servers are counted from 1. */
    private record Place(int client, int server) {}

    /** A fault that has begun and not ended, on these servers, those of them that it spares arrivals on, and whom it has hit. */
    private record InForce(ScheduledFault fault, Set<Integer> servers, Set<Integer> sparing, BitSet clients) {

        boolean hitsArrivals(int server) {
            return servers.contains(server) && !sparing.contains(server);
        }
    }

    /**
     * Creates one without connections.
     *
     * @param servers where they are now, in the order of their numbers
     * @param events told of hits and escapes
     * @param nanoTime the run's clock
     */
    public Routes(Supplier<List<InetSocketAddress>> servers, FaultEvents events, LongSupplier nanoTime) {
        this.servers = servers;
        this.events = events;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void routed(long connection, int client, InetSocketAddress server) {
        Place place = new Place(client, servers.get().indexOf(server) + 1);
        places.put(connection, place);
        for (InForce fault : inForce.values()) {
            if (fault.hitsArrivals(place.server())) {
                hit(fault, connection, place, nanoTime.getAsLong());
            } else if (client >= 0 && fault.clients().get(client)) {
                events.faultEscaped(fault.fault(), client, nanoTime.getAsLong());
            }
        }
    }

    @Override
    public synchronized void ended(long connection) {
        places.remove(connection);
    }

    /** A fault is on these servers, too, from now on: whoever is on them is told to be hit. */
    synchronized void begin(ScheduledFault fault, List<Integer> servers) {
        InForce begun = inForce.computeIfAbsent(
                fault.index(), index -> new InForce(fault, new HashSet<>(), new HashSet<>(), new BitSet()));
        begun.servers().addAll(servers);
        // One instant for all: on a machine that is busy, telling takes a while, which would count as detection.
        long now = nanoTime.getAsLong();
        places.forEach((connection, place) -> {
            if (servers.contains(place.server())) {
                hit(begun, connection, place, now);
            }
        });
    }

    /**
     * What a fault is to do to a server has been done. Until now it hit whoever came: an engine may take a while, and a server
     * that is told to end may take clients until it has. From now on only a fault that goes on does.
     */
    synchronized void done(ScheduledFault fault, int server) {
        InForce done = inForce.get(fault.index());
        if (done != null && !((Fault.OnReplicas) fault.fault()).action().hitsArrivals()) {
            done.sparing().add(server);
        }
    }

    /** A fault is over. */
    synchronized void end(ScheduledFault fault) {
        inForce.remove(fault.index());
    }

    private void hit(InForce fault, long connection, Place place, long nowNanos) {
        if (place.client() >= 0) {
            fault.clients().set(place.client());
        }
        events.faultHit(fault.fault(), place.client(), connection, nowNanos);
    }

    /** How many connections a server has. */
    synchronized int on(int server) {
        return (int) places.values().stream()
                .filter(place -> place.server() == server)
                .count();
    }
}
