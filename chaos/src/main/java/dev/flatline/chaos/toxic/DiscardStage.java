package dev.flatline.chaos.toxic;

import dev.flatline.core.fault.Direction;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** A stage that throws bytes away, which their sender believes to have arrived. What comes after it has a hole. */
public final class DiscardStage implements Stage {

    private final Outlet next;
    private final boolean withholdsEnds;
    private final Runnable onInput;
    private @Nullable End withheld;
    private long discardedBytes;

    /**
     * A stage that has thrown nothing away yet.
     *
     * @param withholdsEnds whether an end waits until the stage is released
     * @param onInput told of each chunk or end that comes in
     */
    public DiscardStage(Link link, Direction direction, boolean withholdsEnds, Runnable onInput) {
        this.next = link.outlet(direction);
        this.withholdsEnds = withholdsEnds;
        this.onInput = onInput;
    }

    /** Bytes that were thrown away. */
    public long discardedBytes() {
        return discardedBytes;
    }

    @Override
    public void bytes(ByteBuf bytes, long atNanos) {
        discardedBytes += bytes.readableBytes();
        bytes.release();
        onInput.run();
    }

    @Override
    public void end(End end, long atNanos) {
        if (withholdsEnds) {
            withheld = end;
            onInput.run();
        } else {
            next.end(end, atNanos);
        }
    }

    @Override
    public boolean hasHole() {
        return discardedBytes > 0;
    }

    @Override
    public void inherit(Stage former, long nowNanos) {
        if (former instanceof DiscardStage before) {
            discardedBytes += before.discardedBytes;
            withheld = before.withheld;
            before.withheld = null;
        }
    }

    @Override
    public void release(long nowNanos) {
        if (withheld != null) {
            next.end(withheld, nowNanos);
            withheld = null;
        }
    }

    @Override
    public void drop() {
        withheld = null;
    }
}
