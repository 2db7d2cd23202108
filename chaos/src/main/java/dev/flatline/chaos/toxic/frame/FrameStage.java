package dev.flatline.chaos.toxic.frame;

import dev.flatline.chaos.toxic.End;
import dev.flatline.chaos.toxic.FramePosition;
import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Outlet;
import dev.flatline.chaos.toxic.Stage;
import dev.flatline.core.fault.Direction;
import dev.flatline.wire.follow.FrameMatch;
import dev.flatline.wire.follow.FrameRule;
import dev.flatline.wire.follow.GatheredFrame;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a frame toxic does in one direction of one connection. It finds the frames that the toxic's {@link FrameMatch} hits
 * and asks {@link #hit} what becomes of each; what is gathered for it is handed to {@link #edit}. All else passes, uncopied.
 * On a connection that is not upgraded, or not yet, everything does.
 *
 * <p>It takes over where the toxic's former version was, in the middle of a frame too. When the toxic is taken off, a frame
 * that is being dropped is dropped to its end, and one that is being gathered goes on as it came.
 */
abstract class FrameStage implements Stage {

    /** What a small buffer that waits weighs beyond its bytes: a flood of empty frames is bounded, too. */
    static final int OVERHEAD_BYTES = 64;

    private final Link link;
    private final Direction direction;
    private final Outlet next;
    private final FrameMatch match;
    private final RandomGenerator random;
    private final Outlet tail = new Tail();
    private final Consumer<ByteBuf> out = this::out;
    private final @Nullable FrameTrack track;
    private List<ByteBuf> edited = List.of();
    private int editedNext;
    private long atNanos;
    private Agreement agreement = Agreement.OPEN;
    private boolean handedOver;
    private boolean dropped;

    /** A stage at the toxic's place, or where its former version stands. */
    FrameStage(Link link, Direction direction, FrameMatch match) {
        this.link = link;
        this.direction = direction;
        this.next = link.outlet(direction);
        this.match = match;
        this.random = link.random(direction);
        if (link.replaced(direction) instanceof FrameStage former) {
            former.handedOver = true;
            this.track = former.track;
        } else {
            this.track = FrameTrack.at(link, direction);
        }
        if (track != null) {
            track.editor().rule(new Rule(track));
        }
    }

    /**
     * What becomes of a frame that is hit, of which no byte has gone on. The ledger is told here or in {@link #edit}.
     *
     * @param firstByte FIN, the reserved bits and the opcode
     * @param payloadBytes as announced
     */
    FrameRule.Decision hit(int firstByte, long payloadBytes) {
        return FrameRule.Decision.GATHER;
    }

    /** What goes on instead of a frame that was hit and gathered; as {@link FrameRule#rewrite}. */
    List<ByteBuf> edit(GatheredFrame frame) {
        return List.of(frame.raw().retainedDuplicate());
    }

    /** Asked of every frame: one that matches, and whose turn it is, is {@link #hit}. */
    FrameRule.Decision decide(int firstByte, long payloadBytes) {
        if (track == null || !match.matches(firstByte, payloadBytes)) {
            return FrameRule.Decision.PASS;
        }
        double draw = match.probability() < 1 ? random.nextDouble() : 0;
        return match.hits(track.countMatch(), draw) ? hit(firstByte, payloadBytes) : FrameRule.Decision.PASS;
    }

    /** Bytes go on; they are between two calls of {@link #passEdited} if they were changed. */
    void pass(ByteBuf bytes, long atNanos) {
        tail.bytes(bytes, atNanos);
    }

    /**
     * One of the buffers that {@link #edit} returned goes on.
     *
     * @param index which of them, from 0
     */
    void passEdited(ByteBuf bytes, int index, long atNanos) {
        pass(bytes, atNanos);
    }

    /** The end goes on, behind all bytes. */
    void passEnd(End end, long atNanos) {
        tail.end(end, atNanos);
    }

    /** Passes on what waits here behind the editor; nothing does in a stage without a delay. */
    void letGo(long nowNanos) {}

    /** All frames of what came in have been looked at. */
    void looked() {}

    /** The way out, for what passes at once. */
    final Outlet tail() {
        return tail;
    }

    final Link link() {
        return link;
    }

    final Direction direction() {
        return direction;
    }

    /** When the bytes that are looked at came. */
    final long atNanos() {
        return atNanos;
    }

    final RandomGenerator random() {
        return random;
    }

    /** The editor and what has gone on; null on a connection that is not upgraded. */
    final @Nullable FrameTrack track() {
        return track;
    }

    /** Whether the server has agreed on WebSockets: before that, nobody expects a frame. */
    final boolean isUpgraded() {
        if (agreement == Agreement.OPEN) {
            agreement = Agreement.of(link);
        }
        return track != null && agreement == Agreement.UPGRADED;
    }

    /**
     * Puts a frame, which then belongs to the stage, between two others; at once if it can, else as soon as that. If one
     * waits already, it is left out. What goes on comes through {@link #pass}.
     */
    final void inject(ByteBuf frame, long nowNanos) {
        if (track == null) {
            frame.release();
        } else {
            atNanos = nowNanos;
            track.editor().inject(frame, out);
        }
    }

    /** Tells the ledger of something done to a frame. */
    final void injected(String action, double requested, double achieved) {
        link.injected(direction, action, requested, achieved);
    }

    @Override
    public void bytes(ByteBuf bytes, long atNanos) {
        if (track == null) {
            pass(bytes, atNanos);
            return;
        }
        if (!isUpgraded() && agreement == Agreement.REFUSED) {
            passHeld(atNanos);
            pass(bytes, atNanos);
            return;
        }
        this.atNanos = atNanos;
        track.editor().edit(bytes, out);
        if (dropped) {
            track.editor().drop();
        } else {
            looked();
        }
    }

    @Override
    public void end(End end, long atNanos) {
        passHeld(atNanos);
        passEnd(end, atNanos);
    }

    @Override
    public long heldBytes() {
        return track == null ? 0 : track.editor().heldBytes();
    }

    @Override
    public @Nullable FramePosition frames() {
        return track == null ? null : track.position();
    }

    /** What is gathered is bounded below what pauses the source, and must not cut short what others delay. */
    @Override
    public boolean delays() {
        return true;
    }

    @Override
    public boolean retire() {
        if (track == null) {
            return true;
        }
        long now = link.timers().nanoTime();
        letGo(now);
        if (track.editor().heldBytes() > 0) {
            passHeld(now);
        }
        track.editor().rule(FrameRule.PASS_ALL);
        return track.editor().settled();
    }

    @Override
    public void release(long nowNanos) {
        letGo(nowNanos);
        if (!handedOver) {
            passHeld(nowNanos);
        }
        letGo(nowNanos);
    }

    @Override
    public void drop() {
        dropped = true;
        if (track != null) {
            track.editor().drop();
        }
    }

    private void passHeld(long nowNanos) {
        ByteBuf held = track == null ? null : track.editor().close();
        if (held != null) {
            pass(held, nowNanos);
        }
    }

    /** What the editor lets go: what was there before a frame comes first, then what was made of the frame. */
    @SuppressWarnings("ReferenceEquality") // this very buffer, not one with the same bytes
    private void out(ByteBuf bytes) {
        if (editedNext < edited.size() && edited.get(editedNext) == bytes) {
            passEdited(bytes, editedNext++, atNanos);
        } else {
            pass(bytes, atNanos);
        }
    }

    private final class Rule implements FrameRule {
        private final FrameTrack track;

        Rule(FrameTrack track) {
            this.track = track;
        }

        @Override
        public Decision decide(int firstByte, boolean masked, long payloadLength) {
            if (!isUpgraded()) {
                return Decision.PASS;
            }
            Decision decision = FrameStage.this.decide(firstByte, payloadLength);
            if (decision == Decision.GATHER && payloadLength > track.maxPayloadBytes()) {
                injected("too_large", (double) payloadLength, (double) track.maxPayloadBytes());
                return Decision.PASS;
            }
            return decision;
        }

        @Override
        public List<ByteBuf> rewrite(GatheredFrame frame) {
            edited = edit(frame);
            editedNext = 0;
            return edited;
        }
    }

    private final class Tail implements Outlet {

        @Override
        public void bytes(ByteBuf bytes, long atNanos) {
            if (track != null) {
                track.passes(bytes);
            }
            next.bytes(bytes, atNanos);
        }

        @Override
        public void end(End end, long atNanos) {
            next.end(end, atNanos);
        }

        @Override
        public boolean isWritable() {
            return next.isWritable();
        }
    }
}
