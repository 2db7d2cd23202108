package dev.flatline.chaos.toxic.frame;

import dev.flatline.chaos.toxic.Link;
import dev.flatline.core.fault.Direction;
import dev.flatline.wire.CloseCodes;
import dev.flatline.wire.Opcode;
import dev.flatline.wire.follow.ControlFrames;
import dev.flatline.wire.follow.FrameMatch;
import dev.flatline.wire.follow.FrameRule;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.jspecify.annotations.Nullable;

/** One direction of a connection that is {@link Closing}: where the Close frame goes in, or its answer comes. */
final class ClosingStage extends FrameStage {

    private static final FrameMatch CLOSE = FrameMatch.ANY.withOpcodes(FrameMatch.set(Opcode.CLOSE));

    private final Closing closing;
    private @Nullable ByteBuf frame;

    ClosingStage(Link link, Direction direction, Closing closing) {
        super(link, direction, CLOSE);
        this.closing = closing;
        this.frame = link.replaced(direction) instanceof ClosingStage former ? former.frame : null;
    }

    Closing closing() {
        return closing;
    }

    /** Puts the Close frame between two others, now or as soon as it can be. */
    void send() {
        ByteBuf next = frame(closing.plan());
        frame = next;
        inject(next, link().timers().nanoTime());
    }

    @Override
    FrameRule.Decision hit(int firstByte, long payloadBytes) {
        if (!closing.swallows(direction())) {
            return FrameRule.Decision.PASS;
        }
        injected("swallow_close", (double) payloadBytes, (double) payloadBytes);
        return FrameRule.Decision.DROP;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // this very buffer, not one with the same bytes
    void pass(ByteBuf bytes, long atNanos) {
        boolean ours = bytes == frame;
        super.pass(bytes, atNanos);
        if (ours) {
            frame = null;
            closing.passed(direction());
        }
    }

    @Override
    void looked() {
        closing.looked();
    }

    private ByteBuf frame(Closing.Plan plan) {
        UnpooledByteBufAllocator allocator = UnpooledByteBufAllocator.DEFAULT;
        int key = random().nextInt();
        return plan.code() == CloseCodes.NO_STATUS
                ? ControlFrames.close(allocator, FrameToxic.reader(direction()), key)
                : ControlFrames.close(allocator, FrameToxic.reader(direction()), key, plan.code(), plan.reason());
    }
}
