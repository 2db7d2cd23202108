package dev.flatline.core.fault;

/**
 * Whoever can do a fault and undo it: the proxy, the server's keeper, the simulated network. It tells {@link FaultEvents}
 * when a fault began, what it hit, and when it ended.
 */
public interface FaultPort {

    /** Does the fault. */
    void begin(ScheduledFault fault);

    /** Undoes the fault. */
    void end(ScheduledFault fault);
}
