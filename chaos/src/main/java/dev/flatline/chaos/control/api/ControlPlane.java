package dev.flatline.chaos.control.api;

import dev.flatline.chaos.control.LedgerSource;
import dev.flatline.chaos.control.ProxyHub;
import dev.flatline.chaos.control.http.ControlApi;
import dev.flatline.chaos.control.http.ControlOptions;
import dev.flatline.chaos.control.http.Resource;
import dev.flatline.chaos.control.toxiproxy.ProxyResource;
import dev.flatline.chaos.control.toxiproxy.ToxicResource;
import dev.flatline.chaos.control.v1.ConnectionsResource;
import dev.flatline.chaos.control.v1.LedgerResource;
import dev.flatline.chaos.control.v1.OpenApiResource;
import dev.flatline.chaos.control.v1.ProxiesResource;
import dev.flatline.chaos.control.v1.ToxicsResource;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.core.SuppressForbidden;
import java.io.IOException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What the control API is made of. Confined to the thread that puts it together. */
public final class ControlPlane {

    private final ProxyHub hub;
    private final List<ToxicType> types;
    private final List<Resource> more = new ArrayList<>();
    private LedgerSource ledger = LedgerSource.EMPTY;

    private ControlPlane(ProxyHub hub, List<ToxicType> types) {
        this.hub = hub;
        this.types = types;
    }

    /** The API of a hub's proxies, on which toxics of these types can be put. */
    public static ControlPlane of(ProxyHub hub, List<ToxicType> types) {
        return new ControlPlane(hub, List.copyOf(types));
    }

    /** The ledger that is shown; without this, an empty one. */
    public ControlPlane ledger(LedgerSource source) {
        ledger = source;
        return this;
    }

    /** One more resource, such as a page of metrics. */
    public ControlPlane with(Resource resource) {
        more.add(resource);
        return this;
    }

    /** Opens the port; see {@link ControlApi#open}. */
    public ControlApi open(ControlOptions options, Consumer<Throwable> onFailure) throws IOException {
        List<Resource> resources = new ArrayList<>();
        resources.add(new ProxyResource(hub));
        resources.add(new ToxicResource(hub, types));
        resources.add(new ProxiesResource(hub));
        resources.add(new ToxicsResource(hub, types));
        resources.add(new ConnectionsResource(hub, clock()));
        resources.add(new LedgerResource(ledger, hub.alarms()));
        resources.add(new OpenApiResource());
        resources.addAll(more);
        return ControlApi.open(options.with(hub.options().compat()), resources, onFailure);
    }

    @SuppressForbidden("the time of day, for when connections came")
    private static InstantSource clock() {
        return Clock.systemUTC();
    }
}
