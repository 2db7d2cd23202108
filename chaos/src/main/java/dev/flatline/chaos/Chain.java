package dev.flatline.chaos;

import dev.flatline.chaos.toxic.End;
import dev.flatline.chaos.toxic.FramePosition;
import dev.flatline.chaos.toxic.Outlet;
import dev.flatline.chaos.toxic.Stage;
import dev.flatline.core.fault.Impairment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stages that one direction of a connection goes through, in the order of their toxics. Confined to the event loop. */
final class Chain {

    private final Outlet mouth;
    private final List<Place> retiring = new ArrayList<>(0);
    private @Nullable Place first;

    /** No stage yet; the last one will pass on to {@code mouth}. */
    Chain(Outlet mouth) {
        this.mouth = mouth;
    }

    Outlet mouth() {
        return mouth;
    }

    /** Where bytes go in. */
    Outlet entry() {
        Stage stage = first == null ? null : first.stage();
        return stage == null ? mouth : stage;
    }

    boolean isEmpty() {
        return first == null;
    }

    /** Puts a stage at a place, in its order among the others, or in that of the stage that was there, which is released. */
    void install(Place place, Stage stage, long nowNanos) {
        Stage former = place.stage();
        if (former != null) {
            stage.inherit(former, nowNanos);
            former.release(nowNanos);
            place.stage(stage);
            return;
        }
        place.stage(stage);
        Place before = null;
        Place behind = first;
        while (behind != null && behind.order() <= place.order()) {
            before = behind;
            behind = behind.following();
        }
        place.following(behind);
        link(before, place);
    }

    /** Takes a place out, now or when its stage lets it: what waits there goes on. */
    void remove(Place place, long nowNanos) {
        Stage stage = place.stage();
        if (stage == null) {
            return;
        }
        if (!stage.retire()) {
            retiring.add(place);
            return;
        }
        stage.release(nowNanos);
        place.stage(null);
        Place before = null;
        for (Place at = first; at != null && at != place; at = at.following()) {
            before = at;
        }
        link(before, place.following());
    }

    /** Takes out what was to be taken out and could not be; returns whether anything was. */
    boolean sweep(long nowNanos) {
        if (retiring.isEmpty()) {
            return false;
        }
        List<Place> asked = List.copyOf(retiring);
        retiring.clear();
        asked.forEach(place -> remove(place, nowNanos));
        return retiring.size() < asked.size();
    }

    /**
     * Ends the direction at a place: what has not come that far is dropped, the end follows what has. With null nothing that
     * waits goes on.
     */
    void endAt(@Nullable Place place, End end, long nowNanos) {
        for (Place at = first; at != null && at != place; at = at.following()) {
            Stage stage = at.stage();
            if (stage != null) {
                stage.drop();
            }
        }
        (place == null ? mouth : place).end(end, nowNanos);
    }

    /** Lets every stage pass on what is due, from the first to the last. */
    void run(long nowNanos) {
        for (Place place = first; place != null; place = place.following()) {
            Stage stage = place.stage();
            if (stage != null) {
                stage.run(nowNanos);
            }
        }
    }

    /** When the first of the stages is due. */
    long nextNanos() {
        long next = Impairment.HELD;
        for (Place place = first; place != null; place = place.following()) {
            Stage stage = place.stage();
            long due = stage == null ? Impairment.HELD : stage.nextNanos();
            if (due != Impairment.HELD && (next == Impairment.HELD || due - next < 0)) {
                next = due;
            }
        }
        return next;
    }

    /** Bytes that wait in the stages that come before a place in the order, wherever that is; with null, in all of them. */
    long heldBytesBefore(@Nullable Place place) {
        long held = 0;
        for (Place at = first; at != null; at = at.following()) {
            Stage stage = at.stage();
            boolean before = place == null || comesBefore(at, place);
            held += stage == null || !before ? 0 : stage.heldBytes();
        }
        return held;
    }

    /** Where in the frames the next byte at a place is, if a stage before it changes frames; null if none does. */
    @Nullable FramePosition framesBefore(Place place) {
        FramePosition changed = null;
        for (Place at = first; at != null && comesBefore(at, place); at = at.following()) {
            Stage stage = at.stage();
            FramePosition here = stage == null ? null : stage.frames();
            if (here != null) {
                changed = here;
            } else if (stage != null && changed != null) {
                changed = new FramePosition(changed.follower(), changed.skipBytes() + stage.heldBytes());
            }
        }
        return changed;
    }

    /** Whether all that waits is on its way by itself. */
    boolean delays() {
        for (Place place = first; place != null; place = place.following()) {
            Stage stage = place.stage();
            if (stage != null && stage.heldBytes() > 0 && !stage.delays()) {
                return false;
            }
        }
        return true;
    }

    /** Whether every stage lets the source be read. */
    boolean reads() {
        for (Place place = first; place != null; place = place.following()) {
            Stage stage = place.stage();
            if (stage != null && !stage.reads()) {
                return false;
            }
        }
        return true;
    }

    /** Releases every buffer. */
    void drop() {
        for (Place place = first; place != null; place = place.following()) {
            Stage stage = place.stage();
            if (stage != null) {
                stage.drop();
            }
        }
    }

    /** A place that is not in the chain yet comes behind one of the same order, which is about to leave. */
    private static boolean comesBefore(Place at, Place place) {
        return at != place && at.order() <= place.order();
    }

    private void link(@Nullable Place before, @Nullable Place place) {
        if (before == null) {
            first = place;
        } else {
            before.following(place);
        }
    }
}
