package dev.flatline.chaos;

import dev.flatline.chaos.kernel.PacketPath;
import dev.flatline.chaos.target.ConnectionFacts;
import dev.flatline.chaos.target.IdentitySource;
import dev.flatline.chaos.toxic.stream.ResetPeerToxic;
import dev.flatline.core.seed.Seeds;
import dev.flatline.core.time.Timers;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One event loop's share of the proxy: its connections, and its own list of the toxics in force. Confined to that loop.
 */
final class Shard implements FaultLoop, RelayHost {

    private final ProxyContext context;
    private final Timers timers;
    private final Dialer dialer;
    private final Traffic traffic;
    private final ClientsKnown clientsKnown;
    private final List<Applied> active = new ArrayList<>();
    private final Set<Relay> relays = new LinkedHashSet<>();

    /** A shard that learns from upgrade requests whose connections its own are. */
    Shard(ProxyContext context, Timers timers, Dialer dialer, Traffic traffic) {
        this(context, timers, dialer, traffic, ClientsKnown.BY_REQUEST);
    }

    Shard(ProxyContext context, Timers timers, Dialer dialer, Traffic traffic, ClientsKnown clientsKnown) {
        this.context = context;
        this.timers = timers;
        this.dialer = dialer;
        this.traffic = traffic;
        this.clientsKnown = clientsKnown;
    }

    /** A connection was accepted; the function makes its leg. */
    Relay accept(@Nullable InetSocketAddress address, Function<Relay, Leg> accepted) {
        Relay relay =
                adopt(new ConnectionFacts(context.numbers().incrementAndGet(), address, timers.nanoTime()), accepted);
        relay.start();
        return relay;
    }

    /** A connection is this shard's from now on, and is begun by the caller; the function makes its client's leg. */
    Relay adopt(ConnectionFacts facts, Function<Relay, Leg> accepted) {
        Relay relay = new Relay(this, facts, accepted);
        relays.add(relay);
        traffic.accepted();
        context.history().opened();
        return relay;
    }

    /** Whether there is room for one more connection. */
    boolean hasRoom() {
        return context.history().hasRoom();
    }

    @Override
    public void begin(Applied applied) {
        active.add(applied);
        everyRelay(relay -> relay.begin(applied));
    }

    @Override
    public void update(Applied former, Applied next) {
        active.set(active.indexOf(former), next);
        everyRelay(relay -> relay.update(former, next));
    }

    @Override
    public void forget(Applied applied) {
        active.remove(applied);
    }

    @Override
    public void release(Applied applied) {
        everyRelay(relay -> relay.end(applied));
    }

    /** Its connections, as they stand. */
    List<Relay> relays() {
        return List.copyOf(relays);
    }

    @Override
    public void close() {
        everyRelay(Relay::close);
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
    public DelayRoom room() {
        return context.room();
    }

    @Override
    public Seeds seeds() {
        return context.seeds();
    }

    @Override
    public Traffic traffic() {
        return traffic;
    }

    @Override
    public boolean strict() {
        return context.options().strict();
    }

    @Override
    public IdentitySource identity() {
        return context.options().identity();
    }

    @Override
    public boolean resetsWhatIsNew() {
        return active.stream().anyMatch(applied -> applied.toxic() instanceof ResetPeerToxic);
    }

    @Override
    public boolean waitsForRequest() {
        boolean byRequest = clientsKnown == ClientsKnown.BY_REQUEST;
        if (byRequest && context.options().clients() > 0) {
            return true;
        }
        for (Applied applied : active) {
            if (byRequest ? applied.needsRequest() : applied.readsRequest()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean follows() {
        return clientsKnown != ClientsKnown.ONLY;
    }

    @Override
    public boolean drawsByRequest(Applied applied) {
        return clientsKnown == ClientsKnown.BY_REQUEST ? applied.drawsByRequest() : applied.readsRequest();
    }

    @Override
    public List<Applied> on(ConnectionFacts connection) {
        if (active.isEmpty()) {
            return List.of();
        }
        List<Applied> hit = new ArrayList<>(active.size());
        for (Applied applied : active) {
            if (applied.hits(connection)) {
                hit.add(applied);
            }
        }
        return hit;
    }

    @Override
    public void losePackets(Applied applied, List<PacketPath> paths) {
        context.options().packets().lose(context.owner(applied), paths);
    }

    @Override
    public void restorePackets(Applied applied, List<PacketPath> paths) {
        context.options().packets().restore(context.owner(applied), paths);
    }

    @Override
    public Leg dial(Relay relay) {
        return dialer.dial(relay);
    }

    @Override
    public void closed(Relay relay) {
        if (relays.remove(relay)) {
            context.history().closed();
            dialer.closed(relay);
        }
    }

    /** A failure of this program resets the connection that it happened on, and keeps no other from its turn. */
    private void everyRelay(Consumer<Relay> task) {
        RuntimeException failure = null;
        for (Relay relay : relays()) {
            try {
                task.accept(relay);
            } catch (RuntimeException e) {
                relay.reset();
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
