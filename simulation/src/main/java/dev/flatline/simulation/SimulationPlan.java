package dev.flatline.simulation;

import dev.flatline.core.dialect.Dialect;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.FaultPlan;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.heartbeat.DetectorKind;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.seed.Seeds;
import java.util.List;

/**
 * The only input of a simulation: the plans that the real engine runs, and a model of the wires.
 *
 * @param seeds where all randomness comes from
 * @param load the clients
 * @param serverRule the server's heartbeat rule
 * @param dialect what the server says inside the WebSocket
 * @param detector the structure with which the server finds silent connections
 * @param faults what goes wrong
 * @param network what wires and handshakes cost
 */
public record SimulationPlan(
        Seeds seeds,
        LoadPlan load,
        HeartbeatRule serverRule,
        Dialect dialect,
        DetectorKind detector,
        FaultPlan faults,
        NetworkModel network) {

    /** The labels of the faults that are modelled. */
    public static final List<String> MODELLED = List.of("blackhole", "latency", "reset", "refuse", "server-restart");

    /** Checks that every fault is modelled. */
    public SimulationPlan {
        for (ScheduledFault entry : faults.faults()) {
            if (!models(entry.fault())) {
                throw new IllegalArgumentException("faults: the toxic '"
                        + entry.fault().label() + "' is not modelled; accepted: " + String.join(", ", MODELLED));
            }
        }
    }

    /** Whether a fault is modelled: toxics, which are streams and frames of bytes, are not. */
    public static boolean models(Fault fault) {
        return !(fault instanceof Fault.Toxic || fault instanceof Fault.OnReplicas);
    }
}
