package dev.flatline.scenarios.proxy;

import dev.flatline.chaos.control.http.ControlOptions;
import dev.flatline.chaos.kernel.PacketLoss;
import dev.flatline.chaos.plan.ToxicTimeline;
import dev.flatline.chaos.service.ServiceOptions;
import java.util.List;
import java.util.Optional;

/**
 * What {@code flatline proxy} is told.
 *
 * @param service what the proxies have in common
 * @param control where their API listens; it takes the place of the service's
 * @param proxies those that are there from the start, in order
 * @param timeline what is put on them and taken off, from the start on
 * @param warnings what was read and means nothing, a line each
 */
public record ProxyPlan(
        ServiceOptions service,
        ControlOptions control,
        List<PlannedProxy> proxies,
        Optional<ToxicTimeline> timeline,
        List<String> warnings) {

    /** Copies the lists. */
    public ProxyPlan {
        proxies = List.copyOf(proxies);
        warnings = List.copyOf(warnings);
    }

    /**
     * The same with a token.
     *
     * @throws IllegalArgumentException if it is too short
     */
    public ProxyPlan withToken(String token) {
        return new ProxyPlan(service, control.withToken(token), proxies, timeline, warnings);
    }

    /** The same, open to whoever gets to its port. */
    public ProxyPlan opened() {
        return new ProxyPlan(service, control.opened(), proxies, timeline, warnings);
    }

    /** The same, with somebody who can have the kernel drop packets. */
    public ProxyPlan losing(PacketLoss packets) {
        return new ProxyPlan(service.with(packets), control, proxies, timeline, warnings);
    }

    /** The service with its API. */
    ServiceOptions options() {
        return service.with(control);
    }
}
