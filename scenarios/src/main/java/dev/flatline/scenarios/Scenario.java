package dev.flatline.scenarios;

import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.FaultPlan;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.seed.Seeds;
import dev.flatline.scenarios.objective.Objective;
import dev.flatline.server.ServerOptions;
import java.util.List;

/**
 * A scenario, checked: what either engine runs.
 *
 * @param name its name: letters, digits, dots, dashes and underscores, so that it can name a folder
 * @param description what it asks; may be empty
 * @param seed the root of every random draw
 * @param durationNanos how long it runs, in nanoseconds
 * @param server what the server of ours is told
 * @param load the fleet
 * @param targets where it connects to, and how
 * @param faults what goes wrong; every fault ends within the duration
 * @param inject where the faults of the network are done
 * @param abort when the target is so broken that the run is stopped
 * @param objectives what is asked of the run
 * @param generator how badly the generator may do before the run is invalid
 * @param yaml the scenario file with every default filled in; reading it gives an equal scenario
 */
public record Scenario(
        String name,
        String description,
        long seed,
        long durationNanos,
        ServerOptions server,
        LoadPlan load,
        TargetPlan targets,
        FaultPlan faults,
        InjectMode inject,
        AbortRule abort,
        List<Objective> objectives,
        GeneratorBounds generator,
        String yaml) {

    /** Copies the list, and says of each fault on servers of the run which those are. */
    public Scenario {
        FaultPlan timeline = faults;
        faults = targets.replicas()
                .map(plan -> timeline.onServers(plan.replicas(), new Seeds(seed)))
                .orElse(timeline);
        objectives = List.copyOf(objectives);
    }

    /**
     * Whether anything is to be done to the network. A restart of a foreign server is: its connections are reset, as it
     * cannot be restarted. What is done to the servers of the run themselves is not.
     */
    public boolean harmsNetwork(boolean foreignServer) {
        return faults.faults().stream()
                .map(ScheduledFault::fault)
                .filter(fault -> !(fault instanceof Fault.OnReplicas))
                .anyMatch(fault -> foreignServer || !(fault instanceof Fault.ServerRestart));
    }

    /** Whether there is a proxy between clients and server. Servers that the run starts are behind one, which shares clients out. */
    public boolean usesProxy(boolean foreignServer) {
        return targets.replicas().isPresent() || (inject == InjectMode.PROXY && harmsNetwork(foreignServer));
    }

    /** The same with a server of ours in place of its targets: no other can be simulated. */
    public Scenario onOurServer() {
        return new Scenario(
                name,
                description,
                seed,
                durationNanos,
                server,
                load,
                TargetPlan.EMBEDDED,
                faults,
                inject,
                abort,
                objectives,
                generator,
                yaml);
    }

    /** How the server of ours notices a dead client. */
    public HeartbeatRule serverRule() {
        return server.heartbeat().rule();
    }
}
