package dev.flatline.chaos.toxic.frame;

import dev.flatline.chaos.toxic.End;
import dev.flatline.chaos.toxic.Link;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.fault.Impairment;
import dev.flatline.wire.FrameHeader;
import dev.flatline.wire.Opcode;
import dev.flatline.wire.follow.FrameMatch;
import dev.flatline.wire.follow.FrameRule;
import dev.flatline.wire.follow.GatheredFrame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Frames wait, and others overtake them: control frames any, whole messages any whole message. Fragments overtake no data
 * and no data overtakes them, so that every message stays in one piece. All frames that can be are gathered, so that the
 * output stands between two frames whenever one is due; one that cannot be passes, and what is due waits for its end.
 */
final class OvertakingStage extends FrameStage {

    private record Late(
            ByteBuf frame, boolean data, boolean part, boolean ends, long arrivedNanos, long dueNanos, long turn) {}

    private static final List<ByteBuf> NOTHING = List.of(Unpooled.EMPTY_BUFFER);

    private final ToLongFunction<RandomGenerator> delay;
    private final PriorityQueue<Late> waiting = new PriorityQueue<>(OvertakingStage::compare);
    private long waitingBytes;
    private int waitingData;
    private int waitingParts;
    private long lastDataNanos;
    private long turns;
    /** Whether a message has gone on in part. */
    private boolean open;
    /** Whether the frame that was decided last is hit. */
    private boolean hit;

    private @Nullable End end;

    OvertakingStage(Link link, Direction direction, FrameMatch match, ToLongFunction<RandomGenerator> delay) {
        super(link, direction, match);
        this.delay = delay;
    }

    @Override
    FrameRule.Decision decide(int firstByte, long payloadBytes) {
        FrameRule.Decision decision = super.decide(firstByte, payloadBytes);
        FrameTrack track = track();
        hit = decision == FrameRule.Decision.GATHER;
        if (track == null || payloadBytes <= track.maxPayloadBytes()) {
            return FrameRule.Decision.GATHER;
        }
        if (!Opcode.isControl(FrameHeader.opcode(firstByte))) {
            open = !FrameHeader.isFinal(firstByte);
        }
        return decision;
    }

    @Override
    List<ByteBuf> edit(GatheredFrame frame) {
        boolean data = !Opcode.isControl(frame.opcode());
        boolean continues = frame.opcode() == Opcode.CONTINUATION;
        boolean part = data && (continues || !frame.isFinal());
        boolean behind = data && waitingData > 0 && (waitingParts > 0 || (part && !continues));
        boolean late = hit && !(continues && waitingParts == 0 && waitingData > 0);
        hit = false;
        if (late || behind) {
            await(frame, data, part || behind, late);
            return NOTHING;
        }
        open = data ? !frame.isFinal() : open;
        return List.of(frame.raw().retainedDuplicate());
    }

    @Override
    void passEnd(End next, long atNanos) {
        Late head = waiting.peek();
        if (head != null && fits(head)) {
            end = next;
        } else {
            forget();
            super.passEnd(next, atNanos);
        }
    }

    @Override
    public long nextNanos() {
        Late head = waiting.peek();
        return head != null && fits(head) ? head.dueNanos : Impairment.HELD;
    }

    @Override
    public void run(long nowNanos) {
        for (Late head = waiting.peek(); head != null && tail().isWritable(); head = waiting.peek()) {
            if (!fits(head) || head.dueNanos - nowNanos > 0) {
                return;
            }
            passOn(head, head.dueNanos, nowNanos);
        }
    }

    @Override
    public boolean retire() {
        return super.retire() && waiting.isEmpty();
    }

    @Override
    void letGo(long nowNanos) {
        for (Late head = waiting.peek(); head != null && fits(head); head = waiting.peek()) {
            passOn(head, nowNanos, nowNanos);
        }
    }

    /** What does not fit yet, because the toxic is updated within a frame, goes on behind that. */
    @Override
    public void release(long nowNanos) {
        super.release(nowNanos);
        if (!waiting.isEmpty()) {
            ByteBuf[] frames = waiting.stream()
                    .sorted(OvertakingStage::compare)
                    .map(Late::frame)
                    .toArray(ByteBuf[]::new);
            waiting.clear();
            inject(Unpooled.wrappedBuffer(frames.length, frames), nowNanos);
        }
    }

    @Override
    public long heldBytes() {
        return super.heldBytes() + waitingBytes;
    }

    @Override
    public void drop() {
        super.drop();
        forget();
    }

    private void await(GatheredFrame frame, boolean data, boolean part, boolean late) {
        long arrived = atNanos();
        long due = late ? arrived + delay.applyAsLong(random()) : arrived;
        if (part && waitingData > 0 && lastDataNanos - due > 0) {
            due = lastDataNanos;
        }
        if (data && (waitingData == 0 || due - lastDataNanos > 0)) {
            lastDataNanos = due;
        }
        ByteBuf bytes = frame.raw().retainedDuplicate();
        Late one = new Late(bytes, data, part, frame.isFinal(), arrived, due, turns++);
        waiting.add(one);
        count(one, 1);
    }

    /** Whether a frame may go on here: between two frames, and a whole message not within another one. */
    private boolean fits(Late late) {
        FrameTrack track = track();
        return track != null && track.editor().outputAtBoundary() && (!open || !late.data || late.part);
    }

    private void passOn(Late late, long atNanos, long nowNanos) {
        waiting.remove(late);
        count(late, -1);
        open = late.data ? !late.ends : open;
        link().delayed(direction(), late.dueNanos - late.arrivedNanos, nowNanos - late.arrivedNanos);
        tail().bytes(late.frame, atNanos);
        End last = end;
        if (last != null && waiting.isEmpty()) {
            end = null;
            super.passEnd(last, atNanos);
        }
    }

    private void count(Late late, int sign) {
        waitingBytes += (long) sign * (late.frame.readableBytes() + OVERHEAD_BYTES);
        waitingData += late.data ? sign : 0;
        waitingParts += late.part ? sign : 0;
    }

    private void forget() {
        waiting.forEach(late -> late.frame.release());
        waiting.clear();
        waitingBytes = 0;
        waitingData = 0;
        waitingParts = 0;
    }

    private static int compare(Late one, Late other) {
        return Long.signum(one.dueNanos == other.dueNanos ? one.turn - other.turn : one.dueNanos - other.dueNanos);
    }
}
