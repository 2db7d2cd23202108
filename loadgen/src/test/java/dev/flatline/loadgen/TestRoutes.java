package dev.flatline.loadgen;

import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.load.ClientGroup;
import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.load.ConstantRate;
import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.load.RequestPlan;
import dev.flatline.core.reconnect.ExponentialBackoff;
import dev.flatline.core.reconnect.Jitter;
import dev.flatline.core.seed.Seeds;
import dev.flatline.wire.SourcePool;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Routes of plain clients, as a fleet makes them. */
final class TestRoutes {

    private TestRoutes() {}

    static Route to(Target target) {
        return from(SourcePool.AUTO, target);
    }

    static Route from(SourcePool sources, Target target) {
        return route(
                group(RequestPlan.PLAIN),
                new Destinations(List.of(Destination.to(target)), TrustOptions.SYSTEM, sources));
    }

    static Route asking(RequestPlan request, Target target) {
        return route(group(request), Destinations.to(target));
    }

    static Route secure(TrustOptions tls, Target target) {
        return route(group(RequestPlan.PLAIN), new Destinations(List.of(Destination.to(target)), tls, SourcePool.AUTO));
    }

    static ClientGroup group(RequestPlan request) {
        ClientPlan plan = ClientPlan.plain(
                HeartbeatRule.NONE, ExponentialBackoff.fixed(1_000_000, Jitter.NONE, 1), TimeUnit.SECONDS.toNanos(20));
        return new ClientGroup("web", 100, new ConstantRate(1000), plan.withRequest(request));
    }

    private static Route route(ClientGroup group, Destinations destinations) {
        try {
            return new Routes(new LoadPlan(List.of(group)), destinations, new Seeds(1)).of(0, group);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
