package dev.flatline.chaos;

import dev.flatline.chaos.target.ConnectionFacts;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.chaos.toxic.connect.RefuseToxic;
import dev.flatline.chaos.toxic.connect.ResetToxic;
import dev.flatline.chaos.toxic.silence.HalfOpenToxic;
import dev.flatline.chaos.toxic.stream.LatencyToxic;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.FaultEvents;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.fault.Selection;
import org.jspecify.annotations.Nullable;

/**
 * A fault of a plan, done by a toxic. It selects exactly its share of the plan's clients, and {@link FaultEvents} are told
 * of each hit.
 */
record PlannedFault(ScheduledFault fault, Toxic toxic, long order, Selection selection, FaultEvents events)
        implements Applied {

    static PlannedFault of(ScheduledFault fault, long order, Selection selection, FaultEvents events) {
        return new PlannedFault(fault, toxicOf(fault.fault()), order, selection, events);
    }

    private static Toxic toxicOf(Fault fault) {
        if (fault instanceof Fault.Blackhole) {
            return HalfOpenToxic.dropping();
        }
        if (fault instanceof Fault.Latency latency) {
            return LatencyToxic.atLeast(latency.delayNanos(), latency.jitterNanos());
        }
        if (fault instanceof Fault.Toxic other) {
            return ToxicFaults.toxic(other);
        }
        return fault instanceof Fault.Refuse ? RefuseToxic.always() : ResetToxic.atOnce();
    }

    @Override
    public Object key() {
        return fault;
    }

    @Override
    public Stream stream() {
        return fault.fault() instanceof Fault.Toxic other ? ToxicFaults.stream(other) : Stream.BOTH;
    }

    @Override
    public String drawName() {
        return "fault/" + fault.index();
    }

    @Override
    public boolean hits(ConnectionFacts connection) {
        return connection.client() >= 0
                ? selection.hits(connection.client())
                : selection.hitsStranger(connection.number());
    }

    @Override
    public boolean needsRequest() {
        return true;
    }

    @Override
    public boolean readsRequest() {
        return toxic.needsRequest();
    }

    @Override
    public boolean drawsByRequest() {
        return true;
    }

    @Override
    public void hit(ConnectionFacts connection, long nowNanos) {
        events.faultHit(fault, connection.client(), connection.number(), nowNanos);
    }

    @Override
    public void injected(
            ConnectionFacts connection,
            @Nullable Direction direction,
            String action,
            double requested,
            double achieved,
            long nowNanos) {}

    @Override
    public void delayed(
            ConnectionFacts connection, Direction direction, long requestedNanos, long achievedNanos, long nowNanos) {}
}
