package dev.flatline.loadgen;

import dev.flatline.core.connection.ConnectionEvents;
import dev.flatline.core.connection.ConnectionSupervisor;
import dev.flatline.core.load.ClientGroup;
import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.seed.Seeds;
import dev.flatline.wire.Loops;
import dev.flatline.wire.inject.Injection;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * The clients of a load plan on real sockets: client i lives on event loop i modulo their number and starts at its own
 * arrival, whatever became of the others (open model).
 *
 * <p>Methods may be called from any thread but the event loops. The event loops belong to the caller, who closes them after
 * the fleet.
 */
public final class Fleet implements AutoCloseable {

    private static final long STOP_LIMIT_SECONDS = 5;

    private final Loops loops;
    private final LongAdder open = new LongAdder();
    private final List<ClientLoop> clientLoops = new ArrayList<>();
    private final List<FleetLoop> fleetLoops = new ArrayList<>();
    private boolean started;
    private boolean stopped;

    /** A fleet that goes to a single server. */
    public Fleet(LoadPlan plan, FleetShare share, Seeds seeds, Loops loops, Target target, ConnectionEvents events)
            throws UnknownHostException {
        this(plan, share, seeds, loops, Destinations.to(target), events);
    }

    /**
     * Creates a fleet that has not started. The names of the targets are looked up once, here.
     *
     * @param events told from every event loop
     * @throws UnknownHostException if the name of a target does not resolve; the message names it
     * @throws dev.flatline.wire.UnusableSourceException if the local addresses cannot serve the clients: one line
     * @throws dev.flatline.wire.tls.UnusableCertificateException if the file of trusted certificates is none: one line
     */
    public Fleet(
            LoadPlan plan,
            FleetShare share,
            Seeds seeds,
            Loops loops,
            Destinations destinations,
            ConnectionEvents events)
            throws UnknownHostException {
        this.loops = loops;
        Routes routes = new Routes(plan, destinations, seeds);
        List<Starts> starts = Starts.of(plan, share, seeds, loops.size());
        for (int index = 0; index < loops.size(); index++) {
            ClientLoop loop = new ClientLoop(loops, index, seeds.generator("masks", share.number(index)), open);
            clientLoops.add(loop);
            fleetLoops.add(new FleetLoop(loop.timers, starts.get(index), client -> {
                ClientGroup group = plan.groupOf(client);
                NettyTransport transport = new NettyTransport(loop, routes.of(client, group), client);
                return new ConnectionSupervisor(
                        client,
                        group.client(client),
                        loop.timers,
                        transport,
                        seeds.generator("client", client),
                        events);
            }));
        }
    }

    /** Puts faults between the clients and their sockets; before the start. */
    public synchronized void inject(Injection injection) {
        if (started || stopped) {
            throw new IllegalStateException("faults are put in before a fleet starts");
        }
        for (int index = 0; index < loops.size(); index++) {
            clientLoops.get(index).inject(injection.on(loops, index));
        }
    }

    /**
     * Starts the arrivals.
     *
     * @param originNanos the instant that arrivals are counted from, on the clock of the event loops
     */
    public synchronized void start(long originNanos) {
        if (started || stopped) {
            throw new IllegalStateException("a fleet starts once");
        }
        started = true;
        for (int index = 0; index < loops.size(); index++) {
            FleetLoop part = fleetLoops.get(index);
            loops.execute(index, () -> part.start(originNanos));
        }
    }

    /** Connections that are open now. */
    public int openConnections() {
        return open.intValue();
    }

    /**
     * Ends every client for good and waits for their sockets, a few seconds at most.
     *
     * @return whether all sockets were closed in that time
     */
    public synchronized boolean stop() throws InterruptedException {
        stopped = true;
        CountDownLatch idle = new CountDownLatch(loops.size());
        for (int index = 0; index < loops.size(); index++) {
            FleetLoop part = fleetLoops.get(index);
            ClientLoop loop = clientLoops.get(index);
            loops.execute(index, () -> {
                try {
                    part.stop();
                } finally {
                    loop.whenIdle(() -> {
                        loop.close();
                        idle.countDown();
                    });
                }
            });
        }
        return idle.await(STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /** As {@link #stop}; an interrupt ends the waiting and stays set. */
    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
