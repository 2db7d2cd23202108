package dev.flatline.chaos;

import dev.flatline.chaos.ledger.Ledger;
import dev.flatline.core.fault.FaultEvents;
import dev.flatline.core.seed.Seeds;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What all event loops of a proxy share.
 *
 * @param name the proxy's, in ledgers and draws
 * @param events told of planned faults
 * @param ledger told of toxics
 * @param numbers the last connection number given out: unique in the proxy, never used again
 * @param open connections that hold at least one socket
 * @param room for what latency keeps on the wire
 */
record ProxyContext(
        String name,
        ProxyOptions options,
        Seeds seeds,
        FaultEvents events,
        Ledger ledger,
        AtomicLong numbers,
        AtomicInteger open,
        DelayRoom room) {

    ProxyContext(String name, ProxyOptions options, Seeds seeds, FaultEvents events, Ledger ledger) {
        this(
                name,
                options,
                seeds,
                events,
                ledger,
                new AtomicLong(),
                new AtomicInteger(),
                new DelayRoom(options.limits().maxDelayedTotalBytes()));
    }
}
