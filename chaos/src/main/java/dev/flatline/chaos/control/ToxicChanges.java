package dev.flatline.chaos.control;

import dev.flatline.core.time.Alarm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Changes of the toxics of one proxy. Thread-safe. The list has changed when a method returns; what it returns completes when
 * the connections have switched, or fails with 503 when that takes too long. Nobody waits for it here, so that other changes
 * go on.
 */
public final class ToxicChanges {

    private static final long RETRY_NANOS = 20_000_000;

    private final HubProxy proxy;
    private final ChangeLock lock;
    private final Alarms alarms;
    private final HubOptions options;
    private final Map<String, Expiry> expiries = new HashMap<>();
    private final LongAdder lateEnds = new LongAdder();

    ToxicChanges(HubProxy proxy, ChangeLock lock, Alarms alarms, HubOptions options) {
        this.proxy = proxy;
        this.lock = lock;
        this.alarms = alarms;
        this.options = options;
    }

    /** Puts one on, behind the others; 409 if there is one of its name. */
    public CompletableFuture<ToxicView> add(ToxicView toxic) {
        return lock.change(() -> {
            if (place(toxic.name()) >= 0) {
                throw ControlException.toxicExists();
            }
            return put(toxic);
        });
    }

    /** Puts one on in the place of the one that has its name; behind the others if none has. */
    public CompletableFuture<ToxicView> put(ToxicView toxic) {
        return lock.change(() -> {
            proxy.check(toxic.toxic().toxic());
            List<ToxicView> next = new ArrayList<>(proxy.toxics());
            int place = place(toxic.name());
            if (place >= 0) {
                next.set(place, toxic);
            } else if (next.size() < options.maxToxics()) {
                next.add(toxic);
            } else {
                throw new ControlException(503, "the proxy has max-toxics already: " + options.maxToxics());
            }
            CompletableFuture<Void> switched = apply(next);
            expire(toxic);
            return switched.thenApply(done -> toxic);
        });
    }

    /**
     * Changes one.
     *
     * @param update from what it is to what it becomes; may throw to leave it
     */
    public CompletableFuture<ToxicView> update(
            String name, Predicate<ToxicView> visible, Function<ToxicView, ToxicUpdate> update) {
        return lock.change(() -> {
            int place = visiblePlace(name, visible);
            List<ToxicView> next = new ArrayList<>(proxy.toxics());
            ToxicUpdate result = update.apply(next.get(place));
            proxy.check(result.next().toxic().toxic());
            next.set(place, result.next());
            if (result.failure() != null) {
                proxy.toxics(next);
                throw result.failure();
            }
            CompletableFuture<Void> switched = apply(next);
            expire(result.next());
            return switched.thenApply(done -> result.next());
        });
    }

    /** Takes one off. */
    public CompletableFuture<Void> remove(String name, Predicate<ToxicView> visible) {
        return lock.change(() -> {
            List<ToxicView> next = new ArrayList<>(proxy.toxics());
            next.remove(visiblePlace(name, visible));
            forgetAlarm(name);
            return apply(next);
        });
    }

    CompletableFuture<Void> clear() {
        return lock.change(() -> {
            forgetAlarms();
            return proxy.toxics().isEmpty() ? CompletableFuture.completedFuture(null) : apply(List.of());
        });
    }

    private int visiblePlace(String name, Predicate<ToxicView> visible) {
        int place = place(name);
        if (place < 0 || !visible.test(proxy.toxics().get(place))) {
            throw ControlException.noToxic();
        }
        return place;
    }

    private int place(String name) {
        List<ToxicView> now = proxy.toxics();
        for (int i = 0; i < now.size(); i++) {
            if (now.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private CompletableFuture<Void> apply(List<ToxicView> next) {
        proxy.toxics(next);
        RunningProxy running = proxy.running();
        if (running == null) {
            return CompletableFuture.completedFuture(null);
        }
        return running.toxics(next.stream().map(ToxicView::toxic).toList())
                .copy()
                .orTimeout(options.changeLimit().toNanos(), TimeUnit.NANOSECONDS)
                .exceptionally(failure -> {
                    throw inWords(failure);
                });
    }

    private ControlException inWords(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof TimeoutException
                ? new ControlException(
                        503,
                        "the toxics have changed, but some connections have not switched to them within "
                                + options.changeLimit())
                : new ControlException(500, "the toxics have changed, but not on all connections: " + cause);
    }

    /** An alarm that was replaced may be running: it counts only while it is the one in the map. */
    private final class Expiry implements Runnable {
        private final String name;
        private @Nullable Alarm alarm;

        Expiry(String name) {
            this.name = name;
        }

        @Override
        public void run() {
            boolean done = lock.tryChange(() -> {
                if (expiries.get(name) == this) {
                    expiries.remove(name);
                    end(name);
                }
            });
            if (!done) {
                alarms.after(RETRY_NANOS, this);
            }
        }
    }

    private void end(String name) {
        CompletionStage<Void> switched = apply(proxy.toxics().stream()
                .filter(toxic -> !toxic.name().equals(name))
                .toList());
        switched.whenComplete((done, failure) -> {
            if (failure != null) {
                lateEnds.increment();
            }
        });
    }

    /** Toxics that have reached their end, and some connection did not switch in time. */
    public long lateEnds() {
        return lateEnds.sum();
    }

    private void expire(ToxicView toxic) {
        forgetAlarm(toxic.name());
        TimeToLive ttl = toxic.ttl();
        if (ttl != null) {
            Expiry expiry = new Expiry(toxic.name());
            expiries.put(toxic.name(), expiry);
            expiry.alarm = alarms.after(ttl.endNanos() - alarms.nanoTime(), expiry);
        }
    }

    private void forgetAlarm(String name) {
        Expiry expiry = expiries.remove(name);
        if (expiry != null && expiry.alarm != null) {
            expiry.alarm.cancel();
        }
    }

    void forgetAlarms() {
        List.copyOf(expiries.keySet()).forEach(this::forgetAlarm);
    }
}
