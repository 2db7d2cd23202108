package dev.flatline.chaos.toxic;

import dev.flatline.core.fault.Impairment;
import org.jspecify.annotations.Nullable;

/**
 * What a toxic does in one direction of one connection. Bytes and then an end come in; the stage passes them on to its
 * {@link Link#outlet}, at once, later, changed or not at all. Confined to the event loop; made for one connection only.
 */
public interface Stage extends Outlet {

    /** A stage before this one is never held up: what waits is bounded over all stages together. */
    @Override
    default boolean isWritable() {
        return true;
    }

    /** When {@link #run} is to be called; {@link Impairment#HELD} for not by the clock. */
    default long nextNanos() {
        return Impairment.HELD;
    }

    /** Time has come, or the outlet takes more: passes on what is due, as far as the outlet takes it. */
    default void run(long nowNanos) {}

    /** Bytes that wait in the stage. */
    default long heldBytes() {
        return 0;
    }

    /**
     * Whether what waits is on its way, as on a long wire, and will pass by itself: then much more of it is allowed than
     * of what is merely held.
     */
    default boolean delays() {
        return false;
    }

    /**
     * Where in the frames the next byte is that it passes on, if it may change frames; null if what passes is what came in.
     * It is what a toxic behind it starts from, and does not count what waits in the stage.
     */
    default @Nullable FramePosition frames() {
        return null;
    }

    /** Whether its source may be read: one that is not fills its window, and its peer may send no more. */
    default boolean reads() {
        return true;
    }

    /**
     * The toxic is taken off: from now on the stage changes nothing that it has not begun to change. Returns whether it may be
     * taken out at once; if not, it is asked again after further bytes.
     */
    default boolean retire() {
        return true;
    }

    /** The stage is taken out: passes on all that waits, in order, whether the outlet takes it or not. */
    void release(long nowNanos);

    /** Whether bytes are missing from what has been passed on: then the stream is of no use without this stage. */
    default boolean hasHole() {
        return false;
    }

    /** Takes over from the stage of the toxic's former version, which is released after that; before any byte comes. */
    default void inherit(Stage former, long nowNanos) {}

    /** There is nobody left to pass anything on to: releases every buffer. */
    void drop();
}
