package dev.flatline.chaos;

import dev.flatline.chaos.ledger.ToxicMeter;
import dev.flatline.chaos.target.ConnectionFacts;
import dev.flatline.chaos.target.Draw;
import dev.flatline.chaos.target.Target;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.core.fault.FaultEvents;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.fault.Selection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Carries faults and toxics to every event loop, and tells of each once: that it began before any loop hits with it, that
 * it ended after every loop has stopped hitting and before any loop lets go of what it held. The first loop leads, so that
 * they begin and end on all loops in the order of the calls. Callable from any thread.
 */
final class FaultControl {

    private final List<Executor> loops;
    private final List<? extends FaultLoop> shards;
    private final ProxyContext context;
    private final FaultEvents events;
    private final Map<ScheduledFault, PlannedFault> begun = new ConcurrentHashMap<>();
    private final Map<String, AppliedToxic> toxics = new LinkedHashMap<>();
    private long nextOrder;
    private volatile boolean closing;
    /** The change before: what it ends is in the ledger before what the next one begins. */
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

    /** Creates a control; a loop and the shard that is confined to it have the same index. */
    FaultControl(List<? extends Executor> loops, List<? extends FaultLoop> shards, ProxyContext context) {
        this.loops = List.copyOf(loops);
        this.shards = List.copyOf(shards);
        this.context = context;
        this.events = context.events();
    }

    /** Begins a fault; the future tells that all loops do it. */
    CompletableFuture<Void> begin(ScheduledFault fault) {
        Selection selection =
                new Selection(context.seeds(), fault, context.options().clients());
        PlannedFault planned = PlannedFault.of(fault, fault.index(), selection, events);
        if (begun.putIfAbsent(fault, planned) != null) {
            throw new IllegalStateException("begun already: " + fault);
        }
        return leading(() -> {
            events.faultBegan(fault, now());
            return everywhere(shard -> shard.begin(planned));
        });
    }

    /** Ends a fault; the future tells that all loops have undone it. */
    CompletableFuture<Void> end(ScheduledFault fault) {
        PlannedFault planned = begun.remove(fault);
        if (planned == null) {
            throw new IllegalStateException("not in force: " + fault);
        }
        return leading(() -> everywhere(shard -> shard.forget(planned)))
                .thenRunAsync(() -> events.faultEnded(fault, now()), loops.get(0))
                .thenCompose(told -> everywhere(shard -> shard.release(planned)))
                .thenRun(() -> packetsPass(planned));
    }

    /**
     * Puts exactly these toxics on, in their order: new ones come last, those with other content are updated in their
     * place, missing ones are taken off. The future tells that every connection of every loop has changed.
     */
    synchronized CompletableFuture<Void> toxics(List<NamedToxic> wanted) {
        CompletableFuture<Void> changed = last.handle((done, failure) -> wanted).thenCompose(this::change);
        last = changed;
        return changed;
    }

    private CompletableFuture<Void> change(List<NamedToxic> wanted) {
        return leading(() -> {
            List<Consumer<FaultLoop>> changes = new ArrayList<>();
            List<AppliedToxic> ended = new ArrayList<>();
            Map<String, NamedToxic> byName = new LinkedHashMap<>();
            wanted.forEach(toxic -> byName.put(toxic.name(), toxic));
            for (AppliedToxic former : List.copyOf(toxics.values())) {
                NamedToxic next = byName.remove(former.named().name());
                if (next == null) {
                    takeOff(former, changes);
                    ended.add(former);
                } else if (!next.equals(former.named())) {
                    update(former, next, changes);
                }
            }
            byName.values().forEach(toxic -> putOn(toxic, changes));
            return everywhere(shard -> changes.forEach(change -> change.accept(shard)))
                    .thenRunAsync(() -> ended.forEach(this::over), loops.get(0));
        });
    }

    private void over(AppliedToxic toxic) {
        packetsPass(toxic);
        toxic.ended(now());
    }

    /** Those too of connections that have gone meanwhile. */
    private void packetsPass(Applied applied) {
        context.options().packets().over(context.owner(applied));
    }

    /** Whether a toxic of this name would hit a connection. */
    boolean wouldHit(String name, double toxicity, Target target, ConnectionFacts facts) {
        boolean drawn =
                toxicity >= 1 || (toxicity > 0 && Draw.hits(context.seeds(), context.name(), name, facts, toxicity));
        return drawn && target.includes(facts);
    }

    /** Ends whatever is in force, for good: what its toxics have done so far is kept for who comes after it. */
    CompletableFuture<Void> endAll() {
        closing = true;
        return CompletableFuture.allOf(begun.keySet().stream().map(this::end).toArray(CompletableFuture<?>[]::new))
                .thenCompose(none -> toxics(List.of()));
    }

    /** Closes every connection of every loop. */
    CompletableFuture<Void> closeAll() {
        return leading(() -> everywhere(FaultLoop::close));
    }

    private void putOn(NamedToxic toxic, List<Consumer<FaultLoop>> changes) {
        ToxicMeter meter = context.history().meter(toxic.name());
        AppliedToxic applied = applied(toxic, Integer.MAX_VALUE + ++nextOrder, meter);
        toxics.put(toxic.name(), applied);
        applied.began(now());
        changes.add(shard -> shard.begin(applied));
    }

    private void update(AppliedToxic former, NamedToxic next, List<Consumer<FaultLoop>> changes) {
        AppliedToxic applied = applied(next, former.order(), former.meter());
        toxics.put(next.name(), applied);
        applied.began(now());
        changes.add(shard -> shard.update(former, applied));
    }

    private void takeOff(AppliedToxic former, List<Consumer<FaultLoop>> changes) {
        toxics.remove(former.named().name());
        if (!closing) {
            context.history().forgetMeter(former.named().name());
        }
        changes.add(shard -> {
            shard.forget(former);
            shard.release(former);
        });
    }

    /** Toxiproxy draws anew for every version of a toxic; a strict proxy does, too. */
    private AppliedToxic applied(NamedToxic toxic, long order, ToxicMeter meter) {
        String draws = context.options().strict() ? toxic.name() + "#" + ++nextOrder : toxic.name();
        return new AppliedToxic(context.name(), toxic, order, draws, context.seeds(), context.ledger(), meter);
    }

    private long now() {
        return shards.get(0).timers().nanoTime();
    }

    private CompletableFuture<Void> leading(Supplier<CompletableFuture<Void>> task) {
        return CompletableFuture.<Void>completedFuture(null).thenComposeAsync(none -> task.get(), loops.get(0));
    }

    private CompletableFuture<Void> everywhere(Consumer<FaultLoop> task) {
        CompletableFuture<?>[] parts = new CompletableFuture<?>[shards.size()];
        for (int i = 0; i < parts.length; i++) {
            FaultLoop shard = shards.get(i);
            parts[i] = CompletableFuture.runAsync(() -> task.accept(shard), loops.get(i));
        }
        return CompletableFuture.allOf(parts);
    }
}
