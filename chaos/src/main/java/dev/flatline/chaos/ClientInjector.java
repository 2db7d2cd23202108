package dev.flatline.chaos;

import dev.flatline.chaos.ledger.Ledger;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.core.fault.FaultEvents;
import dev.flatline.core.fault.FaultPort;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.seed.Seeds;
import dev.flatline.wire.Loops;
import dev.flatline.wire.WheelTimers;
import dev.flatline.wire.inject.Injection;
import dev.flatline.wire.inject.SocketInjector;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Does faults and toxics in the clients' own way to the network, with no hop and no second socket: what {@link FaultProxy}
 * does to a connection that passes through it, by the same relay, stages and toxics.
 *
 * <p>A client's dead connection keeps its socket until the fault that is on it ends, as the proxy's does: the server hears
 * nothing before. A new connection of a client in silence seems to be accepted and has no socket. How many sockets may be
 * kept without a client is bounded by the number of clients; beyond that they are reset and counted.
 *
 * <p>{@link #begin} and {@link #end} may be called from any thread; {@link FaultEvents} are told on the event loops of the
 * fleet, in the order that {@link FaultProxy} has.
 */
public final class ClientInjector implements FaultPort, Injection, AutoCloseable {

    private static final String KERNEL =
            "has the kernel drop packets, which a proxy can ask for and a client's injector not";

    private final Loops loops;
    private final List<ClientShard> shards = new ArrayList<>();
    private final ProxyContext context;
    private final Ghosts ghosts;
    private final FaultControl control;
    private final boolean follows;
    private volatile boolean closed;

    /**
     * Creates an injector for a fleet that has not started.
     *
     * @param clients how many there are for a selection; their identities are 0 to {@code clients - 1}
     * @param follows whether toxics will come that depend on upgrade requests or frames: then those of every connection
     *     are looked at from its beginning, which costs what a proxied connection costs
     * @param loops the fleet's
     * @param events told of planned faults; must bear calls from several threads
     * @param ledger told of toxics
     */
    public ClientInjector(int clients, boolean follows, Seeds seeds, Loops loops, FaultEvents events, Ledger ledger) {
        this.loops = loops;
        this.follows = follows;
        this.ghosts = new Ghosts(clients);
        ProxyHistory history = new ProxyHistory("clients", new ConnectionRoom(Integer.MAX_VALUE));
        ProxyOptions options = ProxyOptions.inFrontOf("127.0.0.1", 0, clients);
        this.context = new ProxyContext(history, options, seeds, events, ledger);
        List<EventLoop> executors = new ArrayList<>();
        for (int i = 0; i < loops.size(); i++) {
            EventLoop loop = loops.loop(i);
            WheelTimers timers = WheelTimers.on(loop, FaultProxy.TICK.toNanos(), loops::failed);
            executors.add(loop);
            shards.add(new ClientShard(loops, i, context, timers, ghosts, follows));
        }
        this.control = new FaultControl(executors, shards, context);
    }

    @Override
    public SocketInjector on(Loops of, int index) {
        if (of != loops) {
            throw new IllegalArgumentException("loops: not those that the injector was made for");
        }
        return shards.get(index);
    }

    /**
     * {@inheritDoc} A fault is begun once; after {@link #close} nothing happens.
     *
     * @throws IllegalArgumentException if it has the kernel drop packets, or depends on requests or frames and this injector does
     *     not follow them
     */
    @Override
    public void begin(ScheduledFault fault) {
        if (ToxicFaults.losesPackets(fault.fault())) {
            throw new IllegalArgumentException("fault '" + fault.fault().label() + "' " + KERNEL);
        }
        if (!follows && ToxicFaults.needsRequest(fault.fault())) {
            throw new IllegalArgumentException(
                    "fault '" + fault.fault().label() + "' depends on requests or frames, which are not followed here");
        }
        if (!closed) {
            reportFailure(control.begin(fault));
        }
    }

    /** {@inheritDoc} After {@link #close}, which ends what is in force, nothing happens. */
    @Override
    public void end(ScheduledFault fault) {
        if (!closed) {
            reportFailure(control.end(fault));
        }
    }

    /**
     * Puts exactly these toxics on, as {@link FaultProxy#toxics}.
     *
     * @throws IllegalArgumentException if one has the kernel drop packets, or depends on requests or frames and this injector
     *     does not follow them
     */
    public CompletableFuture<Void> toxics(List<NamedToxic> wanted) {
        for (NamedToxic toxic : wanted) {
            if (toxic.toxic().losesPackets()) {
                throw new IllegalArgumentException("toxic '" + toxic.name() + "' " + KERNEL);
            }
            if (!follows && (toxic.target().needsRequest() || toxic.toxic().needsRequest())) {
                throw new IllegalArgumentException(
                        "toxic '" + toxic.name() + "' depends on requests or frames, which are not followed here");
            }
        }
        return closed ? CompletableFuture.completedFuture(null) : control.toxics(wanted);
    }

    /** Clients that are parted from their sockets: a fault is or was on them, or requests and frames are followed. */
    public int partedClients() {
        return context.history().openConnections();
    }

    /** Sockets that are kept open although their clients have given them up. */
    public int ghosts() {
        return ghosts.now();
    }

    /** Sockets that should have been kept and were reset, because there were as many as there are clients. */
    public long ghostOverflows() {
        return ghosts.overflows();
    }

    /** How often a connection under latency was paused because too much was on its wire. */
    public long delayedPauses() {
        return context.room().pauses();
    }

    /** How often the operating system would not give a socket or port to dial with when a fault had ended. */
    public long resourceFailures() {
        return context.history().resourceFailures();
    }

    /**
     * Closes every connection that a fault is on, then ends the faults that are in force. Waits for that. The fleet is
     * stopped before; not to be called on one of its event loops.
     */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            control.closeAll().thenCompose(none -> control.endAll()).join();
        }
    }

    private void reportFailure(CompletableFuture<Void> done) {
        CompletableFuture<Void> unused = done.whenComplete((none, failure) -> {
            if (failure != null) {
                Throwable cause = failure.getCause();
                loops.failed(failure instanceof CompletionException && cause != null ? cause : failure);
            }
        });
    }
}
