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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Carries out timelines on the proxies of a hub, one at a time, on a thread that is there while there is something to do.
 * May be used from any thread but its own.
 */
public final class PlanKeeper implements AutoCloseable {

    private static final long STOP_SECONDS = 5;
    private static final int NOT_THERE = 404;

    private final AlarmThread thread = new AlarmThread();
    private final TimelineRunner runner;
    private final Consumer<String> told;

    /**
     * Nothing to do yet.
     *
     * @param told takes a line for whatever happens, from several threads
     */
    PlanKeeper(ProxyHub hub, Consumer<String> told) {
        this.told = told;
        this.runner = new TimelineRunner(new OnThread(thread), new OnHub(hub, told), new Told(told));
    }

    /** Ends the timeline that is running, if any, and begins another, whose instants count from now. */
    public void start(ToxicTimeline timeline) {
        onThread(() -> {
                    runner.stop();
                    runner.start(timeline);
                    return true;
                })
                .join();
    }

    /** Takes off what is in force and begins nothing more; waits for that, but not for long. */
    public void stop() {
        try {
            onThread(() -> {
                        runner.stop();
                        return true;
                    })
                    .orTimeout(STOP_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException hangs) {
            told.accept("timeline: not all of its toxics could be taken off: " + hangs.getCause());
        }
    }

    /** Whether something is still to come or to end. */
    public boolean isRunning() {
        return onThread(runner::isRunning).join();
    }

    /** What is on now, in the order in which it was put on. */
    public List<PlacedToxic> inForce() {
        return onThread(runner::inForce).join();
    }

    @Override
    public void close() {
        stop();
        thread.close();
    }

    private <T> CompletableFuture<T> onThread(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, now -> thread.after(0, now));
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
