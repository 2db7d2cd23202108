package dev.flatline.chaos;

import dev.flatline.chaos.ledger.Ledger;
import dev.flatline.core.fault.FaultEvents;
import dev.flatline.core.seed.Seeds;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What all event loops of a proxy share.
 *
 * @param history what stays of it
 * @param ledger told of toxics
 * @param told told of planned faults and of routes
 * @param room for what latency keeps on the wire
 */
record ProxyContext(ProxyHistory history, ProxyOptions options, Seeds seeds, Told told, Ledger ledger, DelayRoom room) {

    /**
     * Who is told of what happens.
     *
     * @param faults of planned faults
     * @param routes of which server each connection goes to
     */
    record Told(FaultEvents faults, RouteEvents routes) {}

    ProxyContext(ProxyHistory history, ProxyOptions options, Seeds seeds, FaultEvents events, Ledger ledger) {
        this(history, options, seeds, new Told(events, RouteEvents.UNTOLD), ledger);
    }

    ProxyContext(ProxyHistory history, ProxyOptions options, Seeds seeds, Told told, Ledger ledger) {
        this(
                history,
                options,
                seeds,
                told,
                ledger,
                new DelayRoom(options.limits().maxDelayedTotalBytes()));
    }

    FaultEvents events() {
        return told.faults();
    }

    RouteEvents routes() {
        return told.routes();
    }

    /** Who wants packets dropped: a toxic of this proxy, in all its versions. */
    Object owner(Applied applied) {
        return new Owner(history, applied.key());
    }

    private record Owner(ProxyHistory proxy, Object key) {}

    /** The proxy's name, in ledgers and draws. */
    String name() {
        return history.name();
    }

    /** The last connection number given out. */
    AtomicLong numbers() {
        return history.numbers();
    }

    /** Connections that hold at least one socket. */
    AtomicInteger open() {
        return history.open();
    }
}
