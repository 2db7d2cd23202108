package dev.flatline.chaos.plan;

import dev.flatline.core.time.Alarm;
import dev.flatline.core.time.Timers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a {@link ToxicTimeline}: puts toxics on, changes them along their ramps, and takes them off. What fails is
 * reported and stops nothing else. A toxic that could not be taken off is reported once and tried again until it is off;
 * the timeline runs until then. Confined to the thread of its timers.
 */
public final class TimelineRunner {

    /** The pause before what could not be taken off is tried again. */
    static final long RETRY_NANOS = 200_000_000;

    private final Timers timers;
    private final ToxicControl control;
    private final TimelineEvents events;
    /** Those that have not ended, in the order of their beginnings. */
    private final List<TimelineEntry> begun = new ArrayList<>();
    /** In the order in which they were put on. */
    private final List<InForce> inForce = new ArrayList<>();
    /** Those of them that should be off. */
    private final List<InForce> stuck = new ArrayList<>();

    private List<Change> changes = List.of();
    private int done;
    private long originNanos;
    private @Nullable Alarm alarm;
    private @Nullable Alarm retry;
    private boolean running;

    /** Creates a runner that has nothing to do. */
    public TimelineRunner(Timers timers, ToxicControl control, TimelineEvents events) {
        this.timers = timers;
        this.control = control;
        this.events = events;
    }

    /** Starts a timeline, whose instants count from now. */
    public void start(ToxicTimeline timeline) {
        if (running) {
            throw new IllegalStateException("a timeline is running already");
        }
        changes = changes(timeline);
        done = 0;
        originNanos = timers.nanoTime();
        running = true;
        await();
    }

    /** Begins nothing more and takes off what is in force, the last first. It runs on while something would not go. */
    public void stop() {
        changes = List.of();
        done = 0;
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
        for (int i = begun.size() - 1; i >= 0; i--) {
            end(begun.get(i));
        }
        takeAll(List.copyOf(inForce));
        finish();
    }

    /** Whether something is still to come or to end. */
    public boolean isRunning() {
        return running;
    }

    /** What is on now, in the order in which it was put on. */
    public List<PlacedToxic> inForce() {
        return inForce.stream().map(InForce::toxic).toList();
    }

    private void await() {
        if (done == changes.size()) {
            finish();
        } else {
            long elapsedNanos = timers.nanoTime() - originNanos;
            alarm = timers.after(changes.get(done).atNanos - elapsedNanos, this::next);
        }
    }

    private void next() {
        alarm = null;
        Change change = changes.get(done++);
        change.what.run();
        if (running) {
            await();
        }
    }

    private void finish() {
        if (running && inForce.isEmpty()) {
            running = false;
            changes = List.of();
            done = 0;
            events.finished();
        }
    }

    /** Everything that is to be done, in order: at one instant, ends come before steps and beginnings. */
    private List<Change> changes(ToxicTimeline timeline) {
        List<Change> all = new ArrayList<>();
        for (TimelineEntry entry : timeline.entries()) {
            all.add(new Change(entry.endNanos(), () -> end(entry)));
        }
        for (TimelineEntry entry : timeline.entries()) {
            List<Level> levels =
                    entry.ramp().map(ramp -> ramp.levels(entry.forNanos())).orElse(List.of());
            all.add(new Change(entry.atNanos(), () -> {
                begun.add(entry);
                put(entry, levels.isEmpty() ? null : levels.get(0));
                events.began(entry);
            }));
            for (Level level : levels.subList(Math.min(1, levels.size()), levels.size())) {
                all.add(new Change(entry.atNanos() + level.afterNanos(), () -> put(entry, level)));
            }
        }
        all.sort(Comparator.comparingLong(Change::atNanos));
        return all;
    }

    private void put(TimelineEntry entry, @Nullable Level level) {
        for (PlacedToxic toxic : entry.toxics()) {
            PlacedToxic now = toxic;
            try {
                now = level == null ? toxic : entry.ramp().orElseThrow().at(level.value(), toxic);
                put(new InForce(entry, now));
            } catch (RuntimeException cause) {
                events.failed(entry, now, true, cause);
            }
        }
    }

    private void put(InForce next) {
        PlacedToxic toxic = next.toxic;
        for (int i = 0; i < inForce.size(); i++) {
            if (inForce.get(i).toxic.isAtPlaceOf(toxic)) {
                if (!inForce.get(i).toxic.isAs(toxic)) {
                    control.put(toxic.proxy(), toxic.toxic());
                }
                inForce.set(i, next);
                return;
            }
        }
        control.put(toxic.proxy(), toxic.toxic());
        inForce.add(next);
    }

    private void end(TimelineEntry entry) {
        begun.remove(entry);
        takeAll(inForce.stream().filter(one -> one.entry.equals(entry)).toList());
        events.ended(entry);
    }

    private void takeAll(List<InForce> those) {
        for (int i = those.size() - 1; i >= 0; i--) {
            take(those.get(i));
        }
    }

    private void take(InForce one) {
        try {
            control.take(one.toxic.proxy(), one.toxic.toxic().name());
        } catch (RuntimeException cause) {
            if (!stuck.contains(one)) {
                stuck.add(one);
                events.failed(one.entry, one.toxic, false, cause);
            }
            if (retry == null) {
                retry = timers.after(RETRY_NANOS, this::takeAgain);
            }
            return;
        }
        inForce.remove(one);
        stuck.remove(one);
    }

    /** Those whose place another entry has taken are that one's now. */
    private void takeAgain() {
        retry = null;
        stuck.retainAll(inForce);
        takeAll(List.copyOf(stuck));
        if (done == changes.size()) {
            finish();
        }
    }

    private record Change(long atNanos, Runnable what) {}

    private record InForce(TimelineEntry entry, PlacedToxic toxic) {}
}
