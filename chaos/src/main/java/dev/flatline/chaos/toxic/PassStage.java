package dev.flatline.chaos.toxic;

import dev.flatline.core.fault.Direction;
import io.netty.buffer.ByteBuf;

/** A stage that passes everything on at once: what other stages that hold nothing are made of. */
public abstract class PassStage implements Stage {

    private final Outlet next;

    /** A stage in front of the link's outlet. */
    protected PassStage(Link link, Direction direction) {
        this.next = link.outlet(direction);
    }

    /** Where it passes on to. */
    protected final Outlet next() {
        return next;
    }

    @Override
    public void bytes(ByteBuf bytes, long atNanos) {
        next.bytes(bytes, atNanos);
    }

    @Override
    public void end(End end, long atNanos) {
        next.end(end, atNanos);
    }

    @Override
    public void release(long nowNanos) {}

    @Override
    public void drop() {}
}
