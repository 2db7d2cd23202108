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

/** The wires between clients and server, with the faults of the plan on them: what the proxy is in the real engine. */
final class SimulatedNetwork implements FaultPort {

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

    /** A client's new connection; its request is on the way unless a fault turns it away. */
    SimulatedConnection open(int client, Consumer<Frame> toClient) {
        SimulatedConnection connection = new SimulatedConnection(
                client, ++lastNumber, timers, seeds, line, new SimulatedConnection.Ends(server, toClient));
        remember(connection);
        List<ScheduledFault> faults = active.on(client, connection.number);
        for (ScheduledFault fault : faults) {
            events.faultHit(fault, client, connection.number, timers.nanoTime());
        }
        if (ActiveFaults.turnsAway(faults)) {
            connection.serverGone();
            connection.fromServer(Frame.RST);
        } else {
            connection.impair(ActiveFaults.impairment(line, faults));
            connection.fromClient(Frame.REQUEST);
        }
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
            List<ScheduledFault> faults = active.on(connection.client, connection.number);
            if (faults.contains(fault)) {
                events.faultHit(fault, connection.client, connection.number, timers.nanoTime());
                hit(connection, fault, faults);
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
            List<ScheduledFault> faults = active.on(connection.client, connection.number);
            connection.impair(ActiveFaults.impairment(line, faults));
        }
    }

    private void hit(SimulatedConnection connection, ScheduledFault fault, List<ScheduledFault> faults) {
        if (fault.fault() instanceof Fault.Reset) {
            connection.reset();
        } else {
            connection.impair(ActiveFaults.impairment(line, faults));
        }
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
