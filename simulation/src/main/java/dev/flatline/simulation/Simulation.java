package dev.flatline.simulation;

import dev.flatline.core.connection.ConnectionSupervisor;
import dev.flatline.core.fault.FaultTimeline;
import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.measure.RunEvents;
import dev.flatline.core.time.VirtualTime;

/**
 * A run in virtual time: the plans of the real engine, the same supervisors, policies, rules and selections, on wires
 * that are a model. The same plan gives the same events in the same order, in any process.
 *
 * <p>Single-threaded. Whoever owns the {@link VirtualTime} advances it; nothing happens otherwise.
 */
public final class Simulation {

    private final SimulationPlan plan;
    private final VirtualTime time;
    private final RunEvents events;
    private final SimulatedNetwork network;
    private final FaultTimeline timeline;

    /** Sets the scene; nothing runs before {@link #start}. */
    public Simulation(SimulationPlan plan, VirtualTime time, RunEvents events) {
        this.plan = plan;
        this.time = time;
        this.events = events;
        SimulatedServer server = new SimulatedServer(plan, time, events);
        this.network = new SimulatedNetwork(plan, time, server, events);
        this.timeline = new FaultTimeline(time, network);
    }

    /** Starts clients and faults; their instants count from now. */
    public void start() {
        timeline.start(plan.faults(), time.nanoTime());
        arriveNext(plan.load().arrivals(plan.seeds()), time.nanoTime());
    }

    /** One alarm at a time walks the arrivals, so that the queue holds what is near, not the whole fleet. */
    private void arriveNext(LoadPlan.Walk arrivals, long originNanos) {
        if (!arrivals.hasNext()) {
            return;
        }
        int client = arrivals.client();
        long due = originNanos + arrivals.nanos();
        arrivals.advance();
        time.after(due - time.nanoTime(), () -> {
            supervisor(client).start(due);
            arriveNext(arrivals, originNanos);
        });
    }

    private ConnectionSupervisor supervisor(int client) {
        return new ConnectionSupervisor(
                client,
                plan.load().groupOf(client).client(client),
                time,
                new SimulatedTransport(client, network, plan.network(), time),
                plan.seeds().generator("client", client),
                events);
    }
}
