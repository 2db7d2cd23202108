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
 * @param events told of planned faults
 * @param ledger told of toxics
 * @param room for what latency keeps on the wire
 */
record ProxyContext(
        ProxyHistory history, ProxyOptions options, Seeds seeds, FaultEvents events, Ledger ledger, DelayRoom room) {

    ProxyContext(ProxyHistory history, ProxyOptions options, Seeds seeds, FaultEvents events, Ledger ledger) {
        this(
                history,
                options,
                seeds,
                events,
                ledger,
                new DelayRoom(options.limits().maxDelayedTotalBytes()));
    }

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
