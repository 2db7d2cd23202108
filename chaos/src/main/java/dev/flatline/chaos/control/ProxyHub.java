package dev.flatline.chaos.control;

import dev.flatline.chaos.toxic.Toxic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The proxies of a process by name, with the rules of Toxiproxy 2.12. Thread-safe. Nothing that is read waits for a change;
 * changes of one proxy come one after the other, those of different ones side by side, and a proxy that hangs holds up
 * nobody else. All failures are {@link ControlException}s.
 */
public final class ProxyHub implements AutoCloseable {

    /** A proxy and what its changes go through. */
    private record Slot(HubProxy proxy, ChangeLock lock, ToxicChanges toxics) {}

    private interface Change<T extends @Nullable Object> {
        T make(Slot slot) throws ListenException;
    }

    private final DataPath path;
    private final Alarms alarms;
    private final HubOptions options;
    private final ConcurrentMap<String, Slot> slots = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** No proxies yet. */
    public ProxyHub(DataPath path, Alarms alarms, HubOptions options) {
        this.path = path;
        this.alarms = alarms;
        this.options = options;
    }

    /** What it was made with. */
    public HubOptions options() {
        return options;
    }

    /** The clock and the alarms that it was made with. */
    public Alarms alarms() {
        return alarms;
    }

    /** The clock that {@link TimeToLive#endNanos} is on. */
    public long nanoTime() {
        return alarms.nanoTime();
    }

    /** All proxies in the order of their names. */
    public List<ProxyView> proxies() {
        List<ProxyView> views = new ArrayList<>();
        slots.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            ProxyView view = entry.getValue().proxy.view();
            if (view != null) {
                views.add(view);
            }
        });
        return views;
    }

    /** A proxy; 404 if there is none. */
    public ProxyView proxy(String name) {
        Slot slot = slots.get(name);
        ProxyView view = slot == null ? null : slot.proxy.view();
        if (view == null) {
            throw ControlException.noProxy();
        }
        return view;
    }

    /** What runs under a name: null while the proxy is disabled; 404 if there is none. */
    public @Nullable RunningProxy running(String name) {
        proxy(name);
        return slot(name).proxy.running();
    }

    /** Makes a proxy; 409 if there is one, 500 if it cannot listen. */
    public ProxyView create(ProxySpec spec) {
        checkSpec(spec, "");
        return createOr(spec, slot -> {
            throw ControlException.proxyExists();
        });
    }

    /**
     * Makes several proxies: one that is there and wanted elsewhere is replaced, without its toxics; one that is there and
     * the same stays as it is, disabled too. Ends at the first failure.
     */
    public Populated populate(List<ProxySpec> specs) {
        for (int i = 0; i < specs.size(); i++) {
            checkSpec(specs.get(i), " at proxy " + (i + 1));
        }
        List<ProxyView> done = new ArrayList<>();
        try {
            for (ProxySpec spec : specs) {
                done.add(createOr(spec, slot -> slot.proxy.replace(spec)));
            }
        } catch (ControlException e) {
            return new Populated(done, e);
        }
        return new Populated(done, null);
    }

    private static void checkSpec(ProxySpec spec, String where) {
        if (spec.name().isEmpty()) {
            throw ControlException.bad("missing required field: name" + where);
        }
        if (spec.upstream().isEmpty()) {
            throw ControlException.bad("missing required field: upstream" + where);
        }
    }

    private ProxyView createOr(ProxySpec spec, Change<ProxyView> ifThere) {
        if (closed || (slots.size() >= options.maxProxies() && !slots.containsKey(spec.name()))) {
            throw new ControlException(
                    503, closed ? "the proxies are closing" : "there are max-proxies already: " + options.maxProxies());
        }
        HubProxy proxy = new HubProxy(spec.name(), path, options.compat());
        ChangeLock lock = new ChangeLock(spec.name(), options);
        Slot mine = new Slot(proxy, lock, new ToxicChanges(proxy, lock, alarms, options));
        return lock.change(() -> {
            ProxyView view = null;
            while (view == null) {
                Slot other = slots.putIfAbsent(spec.name(), mine);
                view = other == null ? createIn(mine, spec) : changeIfThere(other, ifThere);
            }
            return view;
        });
    }

    private ProxyView createIn(Slot slot, ProxySpec spec) {
        try {
            return slot.proxy.create(spec);
        } catch (ListenException e) {
            throw e.asControlException();
        } finally {
            if (slot.proxy.view() == null) {
                slots.remove(spec.name(), slot);
            } else if (closed) {
                slot.proxy.stop();
            }
        }
    }

    /** Null if by now there is none: it could not be made, or was deleted. */
    private static @Nullable ProxyView changeIfThere(Slot slot, Change<ProxyView> change) {
        return slot.lock.change(() -> slot.proxy.view() == null ? null : make(change, slot));
    }

    /** Changes a proxy; what differs in {@link HubOptions#compat} is {@link Difference#FAILED_LISTEN_DISABLES}. */
    public ProxyView update(String name, ProxyPatch patch) {
        return change(name, slot -> {
            ProxyView now = proxy(name);
            return slot.proxy.update(new ProxySpec(
                    name,
                    patch.listen() == null ? now.listen() : patch.listen(),
                    patch.upstream() == null ? now.upstream() : patch.upstream(),
                    patch.enabled() == null ? now.enabled() : patch.enabled(),
                    patch.tls() == null ? now.tls() : patch.tls()));
        });
    }

    /** Closes a proxy and forgets it. */
    public void delete(String name) {
        change(name, slot -> {
            proxy(name);
            slot.toxics.forgetAlarms();
            slot.proxy.delete();
            slots.remove(name, slot);
            return slot;
        });
    }

    /** Starts every proxy and takes off every toxic. */
    public CompletableFuture<Void> reset() {
        List<CompletableFuture<Void>> changes = new ArrayList<>();
        ControlException first = null;
        for (ProxyView view : proxies()) {
            try {
                change(view.name(), slot -> {
                    slot.proxy.start();
                    return slot;
                });
            } catch (ControlException e) {
                if (e.status() == 404) {
                    continue;
                }
                if (Difference.RESET_STOPS.in(options.compat())) {
                    throw e;
                }
                first = first == null ? e : first;
            }
            try {
                changes.add(slot(view.name()).toxics.clear());
            } catch (ControlException e) {
                first = first == null && e.status() != 404 ? e : first;
            }
        }
        if (first != null) {
            changes.add(CompletableFuture.failedFuture(first));
        }
        return CompletableFuture.allOf(changes.toArray(CompletableFuture<?>[]::new));
    }

    /** Why a toxic cannot be done here, in a line; empty if it can. */
    public Optional<String> refusal(Toxic toxic) {
        return path.refusal(toxic);
    }

    /** The toxics of a proxy, to be changed; 404 if there is no such proxy. */
    public ToxicChanges toxics(String proxy) {
        proxy(proxy);
        return slot(proxy).toxics;
    }

    private Slot slot(String name) {
        Slot slot = slots.get(name);
        if (slot == null) {
            throw ControlException.noProxy();
        }
        return slot;
    }

    private <T> T change(String name, Change<T> change) {
        Slot slot = slot(name);
        return slot.lock.change(() -> make(change, slot));
    }

    private static <T> T make(Change<T> change, Slot slot) {
        try {
            return change.make(slot);
        } catch (ListenException e) {
            throw e.asControlException();
        }
    }

    /** Closes all proxies; no other one is made. */
    @Override
    public void close() {
        closed = true;
        for (String name : List.copyOf(slots.keySet())) {
            try {
                delete(name);
            } catch (ControlException e) {
                if (e.status() != 404) {
                    throw e;
                }
            }
        }
    }
}
