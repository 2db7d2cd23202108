package dev.flatline.chaos;

import dev.flatline.core.fault.FaultEvents;
import dev.flatline.core.seed.Seeds;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What all event loops of a proxy share.
 *
 * @param numbers the last connection number given out: unique in the proxy, never used again
 * @param open connections that hold at least one socket
 * @param room for what latency keeps on the wire
 */
record ProxyContext(
        ProxyOptions options, Seeds seeds, FaultEvents events, AtomicLong numbers, AtomicInteger open, DelayRoom room) {

    ProxyContext(ProxyOptions options, Seeds seeds, FaultEvents events) {
        this(
                options,
                seeds,
                events,
                new AtomicLong(),
                new AtomicInteger(),
                new DelayRoom(options.limits().maxDelayedTotalBytes()));
    }
}
