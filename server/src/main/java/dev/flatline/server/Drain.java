package dev.flatline.server;

import dev.flatline.core.time.Alarm;
import dev.flatline.core.time.Timers;
import dev.flatline.server.options.DrainOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Sends the connections of some parts away, batch by batch, until none is left or the budget is over. No new ones may open
 * in these parts meanwhile.
 *
 * <p>One loop conducts. In a batch, each loop sends a few connections away and then lets its other work run before it sends
 * the next few: the batch is spread over the loops as they get on, and no loop is held up by it.
 */
final class Drain {

    /** Connections that a loop sends away in one go. */
    private static final int FEW = 64;

    /** A part, and the loop it is confined to. */
    record Place(ServerLoop part, Executor loop) {}

    private final List<Place> places;
    private final DrainOptions options;
    private final Timers timers;
    private final Executor conductor;
    private final long startNanos;
    private final CompletableFuture<DrainReport> report = new CompletableFuture<>();
    private final LongAdder drained = new LongAdder();
    private final LongAdder cut = new LongAdder();
    private final AtomicInteger notQuiet;
    private @Nullable Alarm nextBatch;
    private @Nullable Alarm budget;

    private Drain(List<Place> places, DrainOptions options, Timers timers, Executor conductor) {
        this.places = places;
        this.options = options;
        this.timers = timers;
        this.conductor = conductor;
        this.startNanos = timers.nanoTime();
        this.notQuiet = new AtomicInteger(places.size());
    }

    /**
     * Starts to drain.
     *
     * @param timers of the loop that conducts
     * @param conductor that loop
     * @return completed on it
     */
    static CompletableFuture<DrainReport> start(
            List<Place> places, DrainOptions options, Timers timers, Executor conductor) {
        Drain drain = new Drain(places, options, timers, conductor);
        conductor.execute(drain::begin);
        return drain.report;
    }

    private void begin() {
        if (places.isEmpty()) {
            end();
            return;
        }
        budget = timers.after(options.budget().toNanos(), this::cutOff);
        places.forEach(place -> place.loop().execute(() -> place.part().onceQuiet(this::quiet)));
        batch();
    }

    private void batch() {
        if (report.isDone()) {
            return;
        }
        AtomicInteger left = new AtomicInteger(options.size());
        places.forEach(place -> place.loop().execute(() -> sendFew(place, left)));
        nextBatch = timers.after(options.pause().toNanos(), this::batch);
    }

    private void sendFew(Place place, AtomicInteger left) {
        int most = take(left, Math.min(FEW, place.part().openCount()));
        int sent = place.part().sendAway(most, options.reason());
        left.addAndGet(most - sent);
        drained.add(sent);
        if (sent > 0) {
            place.loop().execute(() -> sendFew(place, left));
        }
    }

    private static int take(AtomicInteger left, int wanted) {
        int before = left.getAndUpdate(count -> count - Math.min(count, wanted));
        return Math.min(before, wanted);
    }

    /** The budget is over. */
    private void cutOff() {
        if (nextBatch != null) {
            nextBatch.cancel();
        }
        places.forEach(place -> place.loop().execute(() -> cut.add(place.part().cutOff(options.reason()))));
    }

    private void quiet(int droppedByStop) {
        cut.add(droppedByStop);
        if (notQuiet.decrementAndGet() == 0) {
            conductor.execute(this::end);
        }
    }

    private void end() {
        if (nextBatch != null) {
            nextBatch.cancel();
        }
        if (budget != null) {
            budget.cancel();
        }
        Duration took = Duration.ofNanos(timers.nanoTime() - startNanos);
        report.complete(new DrainReport(drained.sum(), cut.sum(), took));
    }
}
