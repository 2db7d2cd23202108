package dev.flatline.core.measure.shard;

import dev.flatline.core.fault.FaultEvents;
import dev.flatline.core.fault.ScheduledFault;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * One fault that several processes carry out, each on its own connections: it begins when the first of them begins it, and
 * ends when the last of them has ended it. Not thread-safe.
 */
public final class JointFaults implements FaultEvents {

    private final FaultEvents next;
    private final ToIntFunction<ScheduledFault> tellers;
    private final Map<Integer, Integer> ends = new HashMap<>();

    /**
     * Creates one.
     *
     * @param tellers how many processes carry a fault out
     */
    public JointFaults(FaultEvents next, ToIntFunction<ScheduledFault> tellers) {
        this.next = next;
        this.tellers = tellers;
    }

    @Override
    public void faultBegan(ScheduledFault fault, long nowNanos) {
        if (ends.putIfAbsent(fault.index(), 0) == null) {
            next.faultBegan(fault, nowNanos);
        }
    }

    @Override
    public void faultHit(ScheduledFault fault, int client, long connection, long nowNanos) {
        next.faultHit(fault, client, connection, nowNanos);
    }

    @Override
    public void faultEscaped(ScheduledFault fault, int client, long nowNanos) {
        next.faultEscaped(fault, client, nowNanos);
    }

    @Override
    public void faultEnded(ScheduledFault fault, long nowNanos) {
        if (ends.merge(fault.index(), 1, Integer::sum) == tellers.applyAsInt(fault)) {
            next.faultEnded(fault, nowNanos);
        }
    }
}
