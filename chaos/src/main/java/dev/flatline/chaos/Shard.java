package dev.flatline.chaos;

import dev.flatline.core.fault.ActiveFaults;
import dev.flatline.core.fault.DeliveryLine;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.time.Timers;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * One event loop's share of the proxy: its connections, and its own copy of the faults in force. Confined to that loop.
 */
final class Shard implements RelayHost {

    private final ProxyContext context;
    private final Timers timers;
    private final Dialer dialer;
    private final ActiveFaults active;
    private final Set<Relay> relays = new LinkedHashSet<>();

    Shard(ProxyContext context, Timers timers, Dialer dialer) {
        this.context = context;
        this.timers = timers;
        this.dialer = dialer;
        this.active = new ActiveFaults(context.seeds(), context.options().clients());
    }

    /** A connection was accepted; the function makes its leg. */
    Relay accept(Function<Relay, Leg> accepted) {
        Relay relay = new Relay(this, context.numbers().incrementAndGet(), accepted);
        relays.add(relay);
        context.open().incrementAndGet();
        return relay;
    }

    /** A fault is in force from now on: hits the connections that stand, and new ones. */
    void begin(ScheduledFault fault) {
        active.begin(fault);
        List.copyOf(relays).forEach(relay -> relay.begin(fault));
    }

    /** A fault hits no further connection; those it has hit still suffer it until {@link #release}. */
    void forget(ScheduledFault fault) {
        active.end(fault);
    }

    /** Undoes what a fault did: what it held goes out. */
    void release(ScheduledFault fault) {
        List.copyOf(relays).forEach(relay -> relay.end(fault));
    }

    /** Closes every connection. */
    void close() {
        List.copyOf(relays).forEach(Relay::close);
    }

    @Override
    public Timers timers() {
        return timers;
    }

    @Override
    public ProxyLimits limits() {
        return context.options().limits();
    }

    @Override
    public Flow flow(Direction direction, Relay relay, long connection) {
        String name = direction == Direction.UPSTREAM ? "proxy/upstream" : "proxy/downstream";
        DeliveryLine<Object> line = new DeliveryLine<>(context.seeds().generator(name, connection));
        return new Flow(direction, relay, line, timers, limits(), context.room());
    }

    @Override
    public List<ScheduledFault> faultsOn(int client, long connection) {
        return active.on(client, connection);
    }

    @Override
    public void hit(ScheduledFault fault, int client, long connection) {
        context.events().faultHit(fault, client, connection, timers.nanoTime());
    }

    @Override
    public Leg dial(Relay relay) {
        return dialer.dial(relay);
    }

    @Override
    public void closed(Relay relay) {
        if (relays.remove(relay)) {
            context.open().decrementAndGet();
        }
    }
}
