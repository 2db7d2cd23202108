package dev.flatline.simulation;

import dev.flatline.core.fault.ActiveFaults;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.FaultEvents;
import dev.flatline.core.fault.FaultPort;
import dev.flatline.core.fault.Impairment;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.seed.Seeds;
import dev.flatline.core.time.Timers;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The wires between clients and server, with the faults of the plan on them: what the proxy is in the real engine, and
 * in the same order. Silence comes before everything: a new connection under it is neither turned away nor let through,
 * it hangs until the silence ends and is asked again then.
 */
final class SimulatedNetwork implements Endpoint, FaultPort {

    private final Seeds seeds;
    private final Timers timers;
    private final SimulatedServer server;
    private final FaultEvents events;
    private final Impairment line;
    private final ActiveFaults active;
    private final Set<SimulatedConnection> connections = new LinkedHashSet<>();
    private long lastNumber;
    private int rememberedAtSweep;

    SimulatedNetwork(SimulationPlan plan, Timers timers, SimulatedServer server, FaultEvents events) {
        this.seeds = plan.seeds();
        this.timers = timers;
        this.server = server;
        this.events = events;
        this.line = plan.network().line();
        this.active = new ActiveFaults(seeds, plan.load().clients());
    }

    /** Takes every connection, as a proxy does: whether anybody listens behind it shows later. */
    @Override
    public SimulatedConnection connect(int client, Consumer<Frame> toClient) {
        SimulatedConnection connection = new SimulatedConnection(
                new SimulatedConnection.Ends(client, toClient, server), ++lastNumber, timers, seeds, line);
        remember(connection);
        admit(connection);
        return connection;
    }

    @Override
    public void begin(ScheduledFault fault) {
        events.faultBegan(fault, timers.nanoTime());
        if (fault.fault() instanceof Fault.ServerRestart) {
            for (SimulatedConnection connection : server.open()) {
                events.faultHit(fault, connection.client, connection.number, timers.nanoTime());
            }
            server.crash();
            return;
        }
        active.begin(fault);
        if (fault.fault() instanceof Fault.Refuse) {
            return;
        }
        for (SimulatedConnection connection : live()) {
            if (active.on(connection.client, connection.number).contains(fault)) {
                hit(connection, fault);
            }
        }
    }

    @Override
    public void end(ScheduledFault fault) {
        if (fault.fault() instanceof Fault.ServerRestart) {
            server.restart();
            events.faultEnded(fault, timers.nanoTime());
            return;
        }
        events.faultEnded(fault, timers.nanoTime());
        active.end(fault);
        for (SimulatedConnection connection : live()) {
            if (connection.release(fault)) {
                connection.impair();
                if (!connection.isDialled() && !connection.isSilent()) {
                    admit(connection);
                }
            }
        }
    }

    /** Asks which faults hit a connection whose request has not been let through, and does what they do to it. */
    private void admit(SimulatedConnection connection) {
        List<ScheduledFault> faults = active.on(connection.client, connection.number);
        faults.forEach(fault -> tell(connection, fault));
        connection.impair();
        if (connection.isSilent()) {
            return;
        }
        if (ActiveFaults.turnsAway(faults)) {
            reset(connection);
        } else {
            connection.dial();
        }
    }

    /** A fault hits a connection that was there before it. */
    private void hit(SimulatedConnection connection, ScheduledFault fault) {
        boolean cuts = ActiveFaults.turnsAway(List.of(fault));
        if (cuts && !connection.isDialled()) {
            return; // has not reached what resets it; asked again when the silence ends
        }
        tell(connection, fault);
        if (!cuts) {
            connection.impair();
        } else if (connection.isSilent()) {
            connection.resetBehind();
        } else {
            reset(connection);
        }
    }

    private void tell(SimulatedConnection connection, ScheduledFault fault) {
        if (connection.hit(fault)) {
            events.faultHit(fault, connection.client, connection.number, timers.nanoTime());
        }
    }

    /** No fault hits it after that: what is left of it is two resets under way. */
    private void reset(SimulatedConnection connection) {
        connections.remove(connection);
        connection.reset();
    }

    private void remember(SimulatedConnection connection) {
        if (connections.size() > 2 * rememberedAtSweep + 1024) {
            connections.removeIf(SimulatedConnection::isOver);
            rememberedAtSweep = connections.size();
        }
        connections.add(connection);
    }

    private List<SimulatedConnection> live() {
        connections.removeIf(SimulatedConnection::isOver);
        return List.copyOf(connections);
    }
}
