package dev.flatline.chaos;

import dev.flatline.chaos.toxic.End;
import dev.flatline.chaos.toxic.FramePosition;
import dev.flatline.chaos.toxic.Outlet;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.fault.Impairment;
import dev.flatline.core.time.Alarm;
import dev.flatline.wire.follow.FrameFollower;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a {@link Relay}: bytes and then an {@link End}, passed from a source to a sink in order. With no toxic
 * on it, bytes go straight through; otherwise through the stages of the toxics, in their order. One alarm at most is set,
 * for whichever stage is due first.
 *
 * <p>Without a sink (the upstream is not dialled yet) everything waits. What waits is bounded: at {@code maxHeldBytes},
 * or when the sink takes no more, the source is paused. Bytes that are delayed are on the wire, of which a long line
 * holds much more: they pause the source at {@code maxDelayedBytes} only, or when the {@link DelayRoom} that all flows
 * share is taken. Confined to the event loop.
 */
final class Flow {

    private final Direction direction;
    private final Relay relay;
    private @Nullable Leg source;
    private @Nullable Leg sink;
    private @Nullable FrameFollower frames;
    private @Nullable Waiting waiting;
    private @Nullable Chain chain;
    private @Nullable Alarm alarm;
    private long alarmNanos = Impairment.HELD;
    private @Nullable End end;
    private int endsUnderWay;
    private boolean dropped;
    private boolean running;
    private boolean full;
    private boolean unflushed;
    private long roomTaken;
    private long sentBytes;

    /** A flow whose frames are followed from its first byte, or not at all with null. */
    Flow(Direction direction, Relay relay, @Nullable FrameFollower frames) {
        this.direction = direction;
        this.relay = relay;
        this.frames = frames;
    }

    /** What the request asks for is known: a stream that is not upgraded is followed no more. */
    void upgraded(boolean yes) {
        if (frames != null && yes) {
            frames.upgraded(true);
        } else {
            frames = null;
        }
    }

    void from(Leg leg) {
        source = leg;
    }

    /** There is someone to pass on to: what has waited goes through the stages now. */
    void to(Leg leg) {
        sink = leg;
        Waiting before = waiting;
        if (before != null) {
            waiting = null;
            before.passTo(entry());
        }
        run();
    }

    /** Bytes were read; they belong to the flow. */
    void arrived(ByteBuf bytes) {
        if (dropped || end != null) {
            bytes.release();
            return;
        }
        Traffic traffic = relay.host().traffic();
        traffic.arrived(direction, bytes.readableBytes());
        if (frames != null) {
            frames.follow(bytes, traffic.frames(direction));
        }
        Leg to = sink;
        if (to == null) {
            waiting().add(bytes, now());
            throttle();
        } else if (chain == null) {
            send(to, bytes);
            if (!to.isWritable()) {
                flush(to);
                throttle();
            }
        } else {
            entry().bytes(bytes, now());
            throttle();
        }
    }

    /** The reads of one wake-up are over: what they brought is sent on. */
    void readComplete() {
        if (chain != null) {
            run();
        } else if (sink != null) {
            flush(sink);
        }
    }

    /** The source has ended, behind everything that has arrived. An RST may follow a FIN. */
    void end(End next) {
        if (ends(next)) {
            if (sink == null) {
                waiting().add(next, now());
            } else {
                entry().end(next, now());
                run();
            }
        }
    }

    /** A toxic ends the direction: nothing that arrives later is passed on, and the end follows what the toxic has let through. */
    void endAt(@Nullable Place place, End next) {
        if (chain == null || sink == null) {
            end(next);
        } else if (ends(next)) {
            chain.endAt(place != null && place.stage() != null ? place : null, next, now());
            run();
        }
    }

    private boolean ends(End next) {
        if (dropped || end == End.RESET || end == next) {
            return false;
        }
        end = next;
        endsUnderWay++;
        return true;
    }

    /** Whether the source has ended. */
    boolean hasEnded() {
        return end != null;
    }

    /** Nobody is left to pass on to: releases everything, and whatever still arrives. */
    void drop() {
        dropped = true;
        cancelAlarm();
        if (waiting != null) {
            waiting.drop();
        }
        if (chain != null) {
            chain.drop();
        }
        throttle();
    }

    /** The sink has been told of an end. */
    void endDelivered() {
        endsUnderWay = Math.max(0, endsUnderWay - 1);
    }

    /** Whether there is nothing left to do: the end was delivered, or there is nobody to deliver to. */
    boolean isDone() {
        return dropped || (end != null && endsUnderWay == 0);
    }

    /** Whether bytes go from the source to the sink at once, and either could do without it. */
    boolean isStraight() {
        return chain == null
                && waiting == null
                && end == null
                && !dropped
                && !full
                && sink != null
                && sink.isWritable();
    }

    /** The sink takes more, or takes no more. */
    void writable() {
        run();
    }

    /** Bytes handed to the sink. */
    long sentBytes() {
        return sentBytes;
    }

    /** Bytes that wait before a place; with null, before the sink. */
    long heldBytesBefore(@Nullable Place place) {
        return (waiting == null ? 0 : waiting.bytes()) + (chain == null ? 0 : chain.heldBytesBefore(place));
    }

    /** Where in the frames the next byte at a place is; null if the direction is not followed. */
    @Nullable FramePosition framesAt(Place place) {
        FrameFollower followed = frames;
        if (followed == null) {
            return null;
        }
        FramePosition changed = chain == null ? null : chain.framesBefore(place);
        return changed == null ? new FramePosition(followed.copy(), heldBytesBefore(place)) : changed;
    }

    /** The stages of the toxics on this direction, for {@link Chain#install} and {@link Chain#remove}. */
    Chain chain() {
        Chain all = chain;
        if (all == null) {
            all = new Chain(new FlowMouth(this));
            chain = all;
        }
        return all;
    }

    /** Stages were put in or taken out: what is due goes on, and without any left the way is straight again. */
    void chainChanged() {
        forgetEmptyChain(true);
        if (dropped) {
            drop();
        } else {
            run();
            throttle();
        }
    }

    private void forgetEmptyChain(boolean changed) {
        if (changed && chain != null && chain.isEmpty()) {
            chain = null;
        }
    }

    /** Lets every stage pass on what is due, sends it, and sets the alarm for the next. */
    void run() {
        Leg to = sink;
        if (to == null || dropped || running) {
            return;
        }
        long now = now();
        running = true;
        do {
            if (chain != null) {
                chain.run(now);
                forgetEmptyChain(chain.sweep(now));
            }
            flush(to);
        } while (isDue(now) && takes(to));
        running = false;
        armFor(takes(to) && chain != null ? chain.nextNanos() : Impairment.HELD, now);
        throttle();
    }

    void passOut(ByteBuf bytes) {
        Leg to = sink;
        if (to == null || dropped) {
            bytes.release();
        } else {
            send(to, bytes);
        }
    }

    void passOut(End due) {
        if (!dropped) {
            relay.deliver(due, direction);
        }
    }

    boolean takesMore() {
        Leg to = sink;
        return to != null && !dropped && takes(to);
    }

    private Outlet entry() {
        return chain == null ? new FlowMouth(this) : chain.entry();
    }

    private Waiting waiting() {
        Waiting all = waiting;
        if (all == null) {
            all = new Waiting();
            waiting = all;
        }
        return all;
    }

    private long now() {
        return relay.host().timers().nanoTime();
    }

    private void send(Leg to, ByteBuf bytes) {
        unflushed = true;
        sentBytes += bytes.readableBytes();
        relay.host().traffic().sent(direction, bytes.readableBytes());
        to.write(bytes);
    }

    private void flush(Leg to) {
        if (unflushed) {
            unflushed = false;
            to.flush();
        }
    }

    /** An RST does not wait for a sink that reads nothing: it drops what is queued. */
    private boolean takes(Leg to) {
        return to.isWritable() || end == End.RESET;
    }

    /** Pauses the source while enough is held or the sink takes no more, and resumes it after that. */
    private void throttle() {
        ProxyLimits limits = relay.host().limits();
        DelayRoom room = relay.host().room();
        long held = dropped || (chain == null && waiting == null) ? 0 : heldBytesBefore(null);
        if (held != roomTaken) {
            room.changed(held - roomTaken);
            roomTaken = held;
        }
        boolean delays = held > 0 && waiting == null && chain != null && chain.delays();
        boolean tooMuch =
                held >= limits.maxHeldBytes() && !(delays && held < limits.maxDelayedBytes() && room.hasRoom());
        if (tooMuch && !full && delays) {
            room.paused();
        }
        full = tooMuch;
        if (source != null) {
            source.reading(
                    dropped || ((sink == null || sink.isWritable()) && !tooMuch && (chain == null || chain.reads())));
        }
    }

    private boolean isDue(long nowNanos) {
        long due = chain == null ? Impairment.HELD : chain.nextNanos();
        return due != Impairment.HELD && due - nowNanos <= 0;
    }

    private void armFor(long dueNanos, long nowNanos) {
        if (dueNanos == alarmNanos || dropped) {
            return;
        }
        cancelAlarm();
        if (dueNanos != Impairment.HELD) {
            alarmNanos = dueNanos;
            alarm = relay.host().timers().after(dueNanos - nowNanos, () -> {
                alarmNanos = Impairment.HELD;
                alarm = null;
                run();
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
