package dev.flatline.chaos.toxic;

import dev.flatline.core.fault.DeliveryLine;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.fault.Impairment;
import dev.flatline.core.fault.line.LineModel;
import io.netty.buffer.ByteBuf;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A stage that gives every chunk, and the end, an instant by an {@link Impairment} and keeps them in order until then. It
 * may cut chunks into slices first. What it delays is told to the link.
 */
public final class LineStage implements Stage {

    /** Where a stage is, and what follows it. */
    private record Seat(Link link, Direction direction, Outlet next) {
        static Seat of(Link link, Direction direction) {
            return new Seat(link, direction, link.outlet(direction));
        }
    }

    private enum Kind {
        DELAYS,
        HOLDS,
        FREEZES
    }

    /** A smaller slice would cost more than it smooths. */
    private static final int LEAST_SLICE_BYTES = 16;

    private final Link link;
    private final Direction direction;
    private final Outlet next;
    private final DeliveryLine<Object> line;
    private final IntSupplier sliceBytes;
    private final boolean delays;
    private final boolean reads;

    private LineStage(Seat seat, Impairment impairment, IntSupplier sliceBytes, Kind kind) {
        this.link = seat.link;
        this.direction = seat.direction;
        this.next = seat.next;
        this.line = new DeliveryLine<>(link.random(direction));
        this.sliceBytes = sliceBytes;
        this.delays = kind == Kind.DELAYS;
        this.reads = kind != Kind.FREEZES;
        line.impair(impairment, link.timers().nanoTime());
    }

    /** A long wire: what is on it comes by itself. The impairment may have a state, and then belongs to the stage. */
    public static LineStage delaying(Link link, Direction direction, Impairment impairment) {
        return new LineStage(Seat.of(link, direction), impairment, LineStage::whole, Kind.DELAYS);
    }

    /** A narrow place: little waits in front of it, and then the source is paused. */
    public static LineStage pacing(Link link, Direction direction, Impairment impairment, IntSupplier sliceBytes) {
        return new LineStage(Seat.of(link, direction), impairment, sliceBytes, Kind.HOLDS);
    }

    /** A cut wire: nothing passes until the toxic is taken off. */
    public static LineStage holding(Link link, Direction direction) {
        return new LineStage(Seat.of(link, direction), Impairment.HOLD, LineStage::whole, Kind.HOLDS);
    }

    /** A cut wire whose near end is not read either. */
    public static LineStage freezing(Link link, Direction direction) {
        return new LineStage(Seat.of(link, direction), Impairment.HOLD, LineStage::whole, Kind.FREEZES);
    }

    /** A model of a line, in front of {@code next}: a wire, or a narrow place if the model slices. */
    public static LineStage of(Link link, Direction direction, Outlet next, LineModel model) {
        Kind kind = model.sliceBytes() == Integer.MAX_VALUE ? Kind.DELAYS : Kind.HOLDS;
        int slice = Math.max(LEAST_SLICE_BYTES, model.sliceBytes());
        return new LineStage(new Seat(link, direction, next), model.line(), () -> slice, kind);
    }

    /** A wire that is whole, in front of {@code next}, until {@link #impair} says otherwise. */
    public static LineStage whole(Link link, Direction direction, Outlet next) {
        return new LineStage(new Seat(link, direction, next), Impairment.NONE, LineStage::whole, Kind.HOLDS);
    }

    /** From now on the line suffers this. The caller wakes the link's direction after that. */
    public void impair(Impairment next) {
        line.impair(next, link.timers().nanoTime());
    }

    @Override
    public void bytes(ByteBuf bytes, long atNanos) {
        int slice = sliceBytes.getAsInt();
        while (slice < bytes.readableBytes()) {
            line.offer(bytes.readRetainedSlice(slice), slice, atNanos);
            slice = sliceBytes.getAsInt();
        }
        line.offer(bytes, bytes.readableBytes(), atNanos);
    }

    @Override
    public void end(End end, long atNanos) {
        line.offer(end, 0, atNanos);
    }

    @Override
    public long nextNanos() {
        return line.nextNanos();
    }

    @Override
    public void run(long nowNanos) {
        while (next.isWritable()) {
            long due = line.nextNanos();
            long arrived = line.arrivedNanos();
            Object item = line.poll(nowNanos);
            if (item == null) {
                return;
            }
            if (due != arrived) {
                link.delayed(direction, due - arrived, nowNanos - arrived);
            }
            pass(item, due);
        }
    }

    @Override
    public long heldBytes() {
        return line.heldBytes();
    }

    @Override
    public boolean delays() {
        return delays;
    }

    @Override
    public boolean reads() {
        return reads;
    }

    @Override
    public void release(long nowNanos) {
        for (Object item = line.drain(); item != null; item = line.drain()) {
            pass(item, nowNanos);
        }
    }

    @Override
    public void drop() {
        for (Object item = line.drain(); item != null; item = line.drain()) {
            if (item instanceof ByteBuf bytes) {
                bytes.release();
            }
        }
    }

    private void pass(@Nullable Object item, long atNanos) {
        if (item instanceof ByteBuf bytes) {
            next.bytes(bytes, atNanos);
        } else if (item instanceof End end) {
            next.end(end, atNanos);
        }
    }

    private static int whole() {
        return Integer.MAX_VALUE;
    }
}
