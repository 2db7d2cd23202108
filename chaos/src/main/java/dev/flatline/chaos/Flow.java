package dev.flatline.chaos;

import dev.flatline.chaos.toxic.End;
import dev.flatline.core.fault.DeliveryLine;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.fault.Impairment;
import dev.flatline.core.time.Alarm;
import dev.flatline.core.time.Timers;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a {@link Relay}: bytes and then an {@link End}, passed from a source to a sink in order, none lost.
 * With nothing wrong and nothing waiting, bytes go straight through; otherwise they wait in a {@link DeliveryLine}.
 *
 * <p>Without a sink (the upstream is not dialled yet) everything waits. What waits is bounded: at {@code maxHeldBytes},
 * or when the sink takes no more, the source is paused. Bytes that are delayed are on the wire, of which a long line
 * holds much more: they pause the source at {@code maxDelayedBytes} only, or when the {@link DelayRoom} that all flows
 * share is taken. Confined to the event loop.
 */
final class Flow {

    private final Direction direction;
    private final Relay relay;
    private final DeliveryLine<Object> line;
    private final Timers timers;
    private final ProxyLimits limits;
    private final DelayRoom room;
    private Impairment impairment = Impairment.NONE;
    private @Nullable Leg source;
    private @Nullable Leg sink;
    private @Nullable Alarm alarm;
    private long alarmNanos = Impairment.HELD;
    private @Nullable End end;
    private boolean dropped;
    private boolean delivered;
    private boolean delivering;
    private boolean full;
    private long roomTaken;

    Flow(
            Direction direction,
            Relay relay,
            DeliveryLine<Object> line,
            Timers timers,
            ProxyLimits limits,
            DelayRoom room) {
        this.direction = direction;
        this.relay = relay;
        this.line = line;
        this.timers = timers;
        this.limits = limits;
        this.room = room;
    }

    void from(Leg leg) {
        source = leg;
    }

    /** There is someone to deliver to: what is due goes there now. */
    void to(Leg leg) {
        sink = leg;
        deliver();
    }

    /** Bytes were read; they belong to the flow. */
    void arrived(ByteBuf bytes) {
        if (dropped || end != null) {
            bytes.release();
            return;
        }
        Leg to = sink;
        if (to != null && impairment == Impairment.NONE && line.isEmpty()) {
            to.write(bytes);
            if (!to.isWritable()) {
                to.flush();
                throttle();
            }
            return;
        }
        line.offer(bytes, bytes.readableBytes(), timers.nanoTime());
        throttle();
    }

    /** The reads of one wake-up are over: what they brought is sent on. */
    void readComplete() {
        if (!line.isEmpty()) {
            deliver();
        } else if (sink != null) {
            sink.flush();
        }
    }

    /** The source has ended, behind everything that has arrived. An RST may follow a FIN. */
    void end(End next) {
        if (dropped || end == End.RESET || end == next) {
            return;
        }
        end = next;
        delivered = false;
        line.offer(next, 0, timers.nanoTime());
        deliver();
    }

    /** Whether the source has ended. */
    boolean hasEnded() {
        return end != null;
    }

    /** From now on the flow suffers this; what was held and is no longer goes out now. */
    void impair(Impairment next) {
        if (next != impairment && !dropped) {
            impairment = next;
            line.impair(next, timers.nanoTime());
            deliver();
        }
    }

    /** Nobody is left to deliver to: releases everything, and whatever still arrives. */
    void drop() {
        dropped = true;
        cancelAlarm();
        for (Object item = line.drain(); item != null; item = line.drain()) {
            if (item instanceof ByteBuf bytes) {
                bytes.release();
            }
        }
        throttle();
    }

    /** The sink has been told of the end. */
    void endDelivered() {
        delivered = line.isEmpty();
    }

    /** Whether there is nothing left to do: the end was delivered, or there is nobody to deliver to. */
    boolean isDone() {
        return dropped || delivered;
    }

    /** The sink takes more, or takes no more. */
    void writable() {
        deliver();
        throttle();
    }

    /** Pauses the source while enough is held or the sink takes no more, and resumes it after that. */
    private void throttle() {
        long held = line.heldBytes();
        if (held != roomTaken) {
            room.changed(held - roomTaken);
            roomTaken = held;
        }
        boolean delays = sink != null && impairment != Impairment.HOLD;
        boolean tooMuch =
                held >= limits.maxHeldBytes() && !(delays && held < limits.maxDelayedBytes() && room.hasRoom());
        if (tooMuch && !full && delays && impairment != Impairment.NONE) {
            room.paused();
        }
        full = tooMuch;
        if (source != null) {
            source.reading(dropped || ((sink == null || sink.isWritable()) && !tooMuch));
        }
    }

    private void deliver() {
        Leg to = sink;
        if (to == null || dropped || delivering) {
            return;
        }
        long now = timers.nanoTime();
        delivering = true;
        do {
            passDue(to, now);
            to.flush();
        } while (isDue(now) && takes(to));
        delivering = false;
        armFor(takes(to) ? line.nextNanos() : Impairment.HELD, now);
        throttle();
    }

    private void passDue(Leg to, long nowNanos) {
        while (takes(to)) {
            Object item = line.poll(nowNanos);
            if (item instanceof ByteBuf bytes) {
                to.write(bytes);
            } else if (item instanceof End due) {
                relay.deliver(due, direction);
            } else {
                return;
            }
        }
    }

    private boolean isDue(long nowNanos) {
        long due = line.nextNanos();
        return due != Impairment.HELD && due - nowNanos <= 0;
    }

    /** An RST does not wait for a sink that reads nothing: it drops what is queued. */
    private boolean takes(Leg to) {
        return to.isWritable() || end == End.RESET;
    }

    /** One alarm at most, for the head of the line. */
    private void armFor(long dueNanos, long nowNanos) {
        if (dueNanos == alarmNanos) {
            return;
        }
        cancelAlarm();
        if (dueNanos != Impairment.HELD) {
            alarmNanos = dueNanos;
            alarm = timers.after(dueNanos - nowNanos, () -> {
                alarmNanos = Impairment.HELD;
                alarm = null;
                deliver();
            });
        }
    }

    private void cancelAlarm() {
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
            alarmNanos = Impairment.HELD;
        }
    }
}
