package dev.flatline.scenarios.proxy;

import dev.flatline.chaos.control.ProxySpec;
import dev.flatline.chaos.toxic.NamedToxic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A proxy that is there from the start.
 *
 * @param toxics in order
 */
public record PlannedProxy(ProxySpec spec, List<PlannedToxic> toxics) {

    /**
     * A toxic of such a proxy.
     *
     * @param ttl how long it stays; empty for until it is taken off
     */
    public record PlannedToxic(NamedToxic toxic, Optional<Duration> ttl) {}

    /** Copies the list. */
    public PlannedProxy {
        toxics = List.copyOf(toxics);
    }
}
