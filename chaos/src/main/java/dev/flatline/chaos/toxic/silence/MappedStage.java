package dev.flatline.chaos.toxic.silence;

import dev.flatline.chaos.toxic.End;
import dev.flatline.chaos.toxic.FramePosition;
import dev.flatline.chaos.toxic.LineStage;
import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.PassStage;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.fault.Impairment;
import dev.flatline.wire.follow.FrameFollower;
import dev.flatline.wire.follow.FrameVisitor;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** One direction through a {@link Mapping}: passes everything on while that is remembered, and holds it afterwards. */
final class MappedStage extends PassStage implements FrameVisitor {

    private static final int CONTROL = 0x8;

    private final Direction direction;
    private final Mapping mapping;
    private final boolean refreshes;
    private final LineStage dead;
    private final @Nullable FrameFollower frames;
    private boolean inData = true;
    private boolean dataSeen;

    MappedStage(Link link, Direction direction, Mapping mapping, boolean refreshes, boolean control) {
        super(link, direction);
        this.direction = direction;
        this.mapping = mapping;
        this.refreshes = refreshes;
        this.dead = LineStage.holding(link, direction);
        FramePosition position = control || !refreshes ? null : link.frames(direction);
        this.frames = position == null ? null : position.follower();
    }

    Mapping mapping() {
        return mapping;
    }

    @Override
    public void bytes(ByteBuf bytes, long atNanos) {
        if (mapping.isForgotten()) {
            dead.bytes(bytes, atNanos);
            mapping.knocked(direction);
            return;
        }
        if (refreshes && keepsAlive(bytes)) {
            mapping.refresh(atNanos);
        }
        next().bytes(bytes, atNanos);
    }

    @Override
    public void end(End end, long atNanos) {
        if (mapping.isForgotten()) {
            dead.end(end, atNanos);
            mapping.knocked(direction);
        } else {
            next().end(end, atNanos);
        }
    }

    @Override
    public long nextNanos() {
        return Impairment.HELD;
    }

    @Override
    public long heldBytes() {
        return dead.heldBytes();
    }

    @Override
    public boolean hasHole() {
        return mapping.isForgotten();
    }

    @Override
    public void release(long nowNanos) {
        dead.drop();
    }

    @Override
    public void drop() {
        dead.drop();
    }

    @Override
    public void frame(int firstByte, boolean masked, int mask, long payloadLength, int headerStart, int payloadStart) {
        inData = (firstByte & CONTROL) == 0;
        dataSeen |= inData;
    }

    private boolean keepsAlive(ByteBuf bytes) {
        FrameFollower following = frames;
        if (following == null) {
            return true;
        }
        dataSeen = !following.inFrames() || (following.untilBoundary() > 0 && inData);
        following.follow(bytes, this);
        return dataSeen;
    }
}
