package dev.flatline.core.measure.shard;

import dev.flatline.core.connection.ConnectionEvents.ConnectTimes;
import dev.flatline.core.fault.FaultPlan;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.measure.ProcessorUse;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** Reads what an {@link EventEncoder} wrote, record by record. Immutable. */
public final class EventDecoder {

    private final Map<Integer, ScheduledFault> faults = new HashMap<>();

    /** Creates a decoder for a run with these faults. */
    public EventDecoder(FaultPlan plan) {
        plan.faults().forEach(fault -> faults.put(fault.index(), fault));
    }

    /** The instant of the record at the position, which stays. */
    static long nanosOf(ByteBuffer in) {
        return in.getLong(in.position() + Byte.BYTES);
    }

    /**
     * Tells what the record at the position says, and moves behind it.
     *
     * @throws IllegalArgumentException if there is no whole record there, or of a fault that is not in the plan
     */
    public void tellNext(ByteBuffer in, ShardListeners to) {
        EventKind kind = EventKind.at(in);
        in.get();
        long now = in.getLong();
        int whom = in.getInt();
        switch (kind) {
            case ATTEMPTED -> to.clients().attempted(whom, in.get() != 0, in.getLong(), now);
            case OPENED -> to.clients().opened(whom, times(in, now));
            case ANSWERED -> to.clients().answered(whom, now);
            case HEARTBEAT_SENT -> to.clients().heartbeatSent(whom, in.getLong(), now);
            case HEARTBEAT_ANSWERED -> to.clients().heartbeatAnswered(whom, in.getLong(), in.getLong(), now);
            case MESSAGE_SENT -> to.clients().messageSent(whom, in.getLong(), now);
            case MESSAGE_SKIPPED -> to.clients().messageSkipped(whom, now);
            case MESSAGE_ANSWERED -> to.clients().messageAnswered(whom, in.getLong(), in.getLong(), now);
            case ATTEMPT_FAILED -> to.clients().attemptFailed(whom, Codes.cause(in.get()), in.getInt(), now);
            case LOST -> to.clients().lost(whom, Codes.cause(in.get()), in.getInt(), now);
            case BACKING_OFF -> to.clients().backingOff(whom, in.getLong(), now);
            case GAVE_UP -> to.clients().gaveUp(whom, Codes.cause(in.get()), in.getInt(), now);
            case SERVER_OPENED -> to.server().serverOpened(whom, in.getLong(), now);
            case SERVER_CLOSED -> to.server().serverClosed(whom, in.getLong(), Codes.cause(in.get()), now);
            case FAULT_BEGAN -> to.faults().faultBegan(fault(whom), now);
            case FAULT_HIT -> to.faults().faultHit(fault(whom), in.getInt(), in.getLong(), now);
            case FAULT_ESCAPED -> to.faults().faultEscaped(fault(whom), in.getInt(), now);
            case FAULT_ENDED -> to.faults().faultEnded(fault(whom), now);
            case TICK -> to.generator().tick(Codes.part(whom), in.getLong(), now);
            case GENERATOR_PAUSED -> to.generator().generatorPaused(in.getLong());
            case PROCESSORS ->
                to.generator().processors(new ProcessorUse(in.getDouble(), in.getDouble(), in.getDouble()));
            case MESSAGE_RECEIVED ->
                to.clients().messageReceived(whom, in.getInt(), in.getLong(), in.getLong(), in.getLong(), now);
            case LEFT -> to.clients().left(whom, now);
            case SERVER_PUSHED -> to.server().serverPushed(whom, now);
        }
    }

    private static ConnectTimes times(ByteBuffer in, long openedNanos) {
        return new ConnectTimes(in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong(), openedNanos);
    }

    private ScheduledFault fault(int index) {
        ScheduledFault fault = faults.get(index);
        if (fault == null) {
            throw new IllegalArgumentException("a fault that is not in the plan: " + index);
        }
        return fault;
    }
}
