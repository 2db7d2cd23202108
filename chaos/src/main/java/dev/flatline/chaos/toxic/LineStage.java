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

    /** A smaller slice would cost more than it smooths. */
    private static final int LEAST_SLICE_BYTES = 16;

    private static final double NANOS_PER_MILLI = 1e6;

    private final Link link;
    private final Direction direction;
    private final Outlet next;
    private final DeliveryLine<Object> line;
    private final IntSupplier sliceBytes;
    private final long queueBytes;
    private final boolean reads;

    private LineStage(Seat seat, Impairment impairment, IntSupplier sliceBytes, long queueBytes, boolean reads) {
        this.link = seat.link;
        this.direction = seat.direction;
        this.next = seat.next;
        this.line = new DeliveryLine<>(link.random(direction));
        this.sliceBytes = sliceBytes;
        this.queueBytes = queueBytes;
        this.reads = reads;
        line.impair(impairment, link.timers().nanoTime());
    }

    /** A long wire: what is on it comes by itself. The impairment may have a state, and then belongs to the stage. */
    public static LineStage delaying(Link link, Direction direction, Impairment impairment) {
        return new LineStage(Seat.of(link, direction), impairment, LineStage::whole, Long.MAX_VALUE, true);
    }

    /** A narrow place: little waits in front of it, and then the source is paused. */
    public static LineStage pacing(Link link, Direction direction, Impairment impairment, IntSupplier sliceBytes) {
        return new LineStage(Seat.of(link, direction), impairment, sliceBytes, 0, true);
    }

    /** A cut wire: nothing passes until the toxic is taken off. */
    public static LineStage holding(Link link, Direction direction) {
        return new LineStage(Seat.of(link, direction), Impairment.HOLD, LineStage::whole, 0, true);
    }

    /** A cut wire whose near end is not read either. */
    public static LineStage freezing(Link link, Direction direction) {
        return new LineStage(Seat.of(link, direction), Impairment.HOLD, LineStage::whole, 0, false);
    }

    /** A model of a line, in front of {@code next}: a wire, or a narrow place if the model slices. */
    public static LineStage of(Link link, Direction direction, Outlet next, LineModel model) {
        int slice = Math.max(LEAST_SLICE_BYTES, model.sliceBytes());
        return new LineStage(new Seat(link, direction, next), model.line(), () -> slice, model.queueBytes(), true);
    }

    /** A wire that is whole, in front of {@code next}, until {@link #impair} says otherwise. */
    public static LineStage whole(Link link, Direction direction, Outlet next) {
        return new LineStage(new Seat(link, direction, next), Impairment.NONE, LineStage::whole, 0, true);
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
        return line.heldBytes() <= queueBytes;
    }

    @Override
    public boolean reads() {
        return reads;
    }

    /** What waits in front of a narrow place, or on a cut wire, waits on; what is on a long wire has left already. */
    @Override
    public void inherit(Stage former, long nowNanos) {
        if (former instanceof LineStage before && before.queueBytes != Long.MAX_VALUE) {
            for (Object item = before.line.drain(); item != null; item = before.line.drain()) {
                line.offer(item, item instanceof ByteBuf bytes ? bytes.readableBytes() : 0, nowNanos);
            }
        }
    }

    @Override
    public void release(long nowNanos) {
        if (line.nextNanos() == Impairment.HELD && !line.isEmpty()) {
            link.injected(direction, "held", Double.NaN, (nowNanos - line.arrivedNanos()) / NANOS_PER_MILLI);
        }
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
