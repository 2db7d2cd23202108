package dev.flatline.chaos.service;

import dev.flatline.chaos.control.AlarmThread;
import dev.flatline.chaos.control.ControlException;
import dev.flatline.chaos.control.ProxyHub;
import dev.flatline.chaos.control.ToxicView;
import dev.flatline.chaos.plan.PlacedToxic;
import dev.flatline.chaos.plan.TimelineEntry;
import dev.flatline.chaos.plan.TimelineEvents;
import dev.flatline.chaos.plan.TimelineRunner;
import dev.flatline.chaos.plan.ToxicControl;
import dev.flatline.chaos.plan.ToxicTimeline;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.core.time.Alarm;
import dev.flatline.core.time.Timers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Carries out timelines on the proxies of a hub, one at a time, on a thread that is there while there is something to do.
 * May be used from any thread but its own.
 */
public final class PlanKeeper implements AutoCloseable {

    /** How much longer than one change the thread may take to answer. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final int NOT_THERE = 404;

    private final AlarmThread thread = new AlarmThread();
    private final TimelineRunner runner;
    private final ProxyHub hub;
    private final Consumer<String> told;

    /**
     * Nothing to do yet.
     *
     * @param told takes a line for whatever happens, from several threads
     */
    PlanKeeper(ProxyHub hub, Consumer<String> told) {
        this.hub = hub;
        this.told = told;
        this.runner = new TimelineRunner(new OnThread(thread), new OnHub(hub, told), new Told(told));
    }

    /**
     * Ends the timeline that is running, if any, and begins another, whose instants count from now.
     *
     * @throws ControlException if it cannot be begun: 404 and 400 as {@link PlanCheck} says, 503 if what is in force cannot
     *     be taken off in time
     */
    public void start(ToxicTimeline timeline) {
        PlanCheck.check(timeline, hub, inForce());
        AtomicBoolean wanted = new AtomicBoolean(true);
        try {
            onThread(() -> {
                runner.stop();
                if (runner.isRunning()) {
                    throw busy();
                }
                if (wanted.get()) {
                    runner.start(timeline);
                }
                return true;
            });
        } finally {
            wanted.set(false);
        }
    }

    /**
     * Takes off what is in force and begins nothing more.
     *
     * @throws ControlException 503 if not all of it is off in time; it is tried again
     */
    public void stop() {
        onThread(() -> {
            runner.stop();
            if (runner.isRunning()) {
                throw busy();
            }
            return true;
        });
    }

    /** Whether something is still to come or to end. */
    public boolean isRunning() {
        return onThread(runner::isRunning);
    }

    /** What is on now, in the order in which it was put on. */
    public List<PlacedToxic> inForce() {
        return onThread(runner::inForce).stream().filter(this::isOn).toList();
    }

    /** Somebody else may have taken it off. */
    private boolean isOn(PlacedToxic placed) {
        return hub.proxies().stream()
                .filter(proxy -> proxy.name().equals(placed.proxy()))
                .flatMap(proxy -> proxy.toxics().stream())
                .anyMatch(toxic -> toxic.name().equals(placed.toxic().name()));
    }

    /** Takes off what can be, does not wait for long, and leaves the rest to whoever closes the proxies. */
    @Override
    public void close() {
        try {
            stop();
        } catch (ControlException hangs) {
            told.accept("timeline: " + hangs.getMessage());
        }
        thread.close();
    }

    private static ControlException busy() {
        return new ControlException(
                503, "not all toxics of the one before could be taken off yet; that is tried again");
    }

    /** A task that has not begun in time never does. */
    private <T> T onThread(Supplier<T> task) {
        long limitNanos = hub.options().changeLimit().plus(GRACE).toNanos();
        try {
            return CompletableFuture.supplyAsync(task, now -> thread.after(0, now))
                    .orTimeout(limitNanos, TimeUnit.NANOSECONDS)
                    .join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof TimeoutException) {
                throw new ControlException(503, "busy with a proxy that does not switch its toxics; try again");
            }
            throw failed.getCause() instanceof ControlException refused ? refused : failed;
        }
    }

    private record OnThread(AlarmThread thread) implements Timers {

        @Override
        public long nanoTime() {
            return thread.nanoTime();
        }

        @Override
        public Alarm after(long delayNanos, Runnable task) {
            return thread.after(delayNanos, task);
        }
    }

    private record OnHub(ProxyHub hub, Consumer<String> told) implements ToxicControl {

        @Override
        public void put(String proxy, NamedToxic toxic) {
            tell(hub.toxics(proxy).put(ToxicView.of(toxic)), proxy, toxic.name());
        }

        /** One that somebody else has taken off is off. */
        @Override
        public void take(String proxy, String name) {
            try {
                tell(hub.toxics(proxy).remove(name, toxic -> true), proxy, name);
            } catch (ControlException refused) {
                if (refused.status() != NOT_THERE) {
                    throw refused;
                }
            }
        }

        private void tell(CompletableFuture<?> switched, String proxy, String toxic) {
            CompletableFuture<?> unused = switched.whenComplete((done, failure) -> {
                if (failure != null) {
                    told.accept("timeline: " + toxic + " on " + proxy + ": " + failure.getMessage());
                }
            });
        }
    }

    private record Told(Consumer<String> lines) implements TimelineEvents {

        @Override
        public void began(TimelineEntry entry) {
            lines.accept("timeline: " + entry.name() + " begins");
        }

        @Override
        public void ended(TimelineEntry entry) {
            lines.accept("timeline: " + entry.name() + " has ended");
        }

        @Override
        public void failed(TimelineEntry entry, PlacedToxic toxic, boolean on, RuntimeException cause) {
            lines.accept("timeline: " + entry.name() + ": " + toxic.toxic().name() + " could not be "
                    + (on ? "put on " : "taken off ") + toxic.proxy() + ": " + cause.getMessage());
        }

        @Override
        public void finished() {
            lines.accept("timeline: over");
        }
    }
}
