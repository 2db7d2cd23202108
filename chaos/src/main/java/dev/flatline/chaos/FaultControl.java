package dev.flatline.chaos;

import dev.flatline.core.fault.FaultEvents;
import dev.flatline.core.fault.ScheduledFault;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Carries faults to every event loop, and tells of each once: that it began before any loop hits with it, that it ended
 * after every loop has stopped hitting and before any loop lets go of what it held. The first loop leads, so that faults
 * begin and end on all loops in the order of the calls. Callable from any thread.
 */
final class FaultControl {

    private final List<Executor> loops;
    private final List<Shard> shards;
    private final FaultEvents events;
    private final Set<ScheduledFault> begun = ConcurrentHashMap.newKeySet();
    private final Set<ScheduledFault> ended = ConcurrentHashMap.newKeySet();

    /** Creates a control; a loop and the shard that is confined to it have the same index. */
    FaultControl(List<? extends Executor> loops, List<Shard> shards, FaultEvents events) {
        this.loops = List.copyOf(loops);
        this.shards = List.copyOf(shards);
        this.events = events;
    }

    /** Begins a fault; the future tells that all loops do it. */
    CompletableFuture<Void> begin(ScheduledFault fault) {
        if (!begun.add(fault)) {
            throw new IllegalStateException("begun already: " + fault);
        }
        return leading(() -> {
            events.faultBegan(fault, lead().timers().nanoTime());
            return everywhere(shard -> shard.begin(fault));
        });
    }

    /** Ends a fault; the future tells that all loops have undone it. */
    CompletableFuture<Void> end(ScheduledFault fault) {
        if (!begun.contains(fault) || !ended.add(fault)) {
            throw new IllegalStateException("not in force: " + fault);
        }
        return leading(() -> everywhere(shard -> shard.forget(fault)))
                .thenRunAsync(() -> events.faultEnded(fault, lead().timers().nanoTime()), loops.get(0))
                .thenCompose(told -> everywhere(shard -> shard.release(fault)));
    }

    /** Ends whatever is in force. */
    CompletableFuture<Void> endAll() {
        return CompletableFuture.allOf(begun.stream()
                .filter(fault -> !ended.contains(fault))
                .map(this::end)
                .toArray(CompletableFuture<?>[]::new));
    }

    /** Closes every connection of every loop. */
    CompletableFuture<Void> closeAll() {
        return leading(() -> everywhere(Shard::close));
    }

    private Shard lead() {
        return shards.get(0);
    }

    private CompletableFuture<Void> leading(Supplier<CompletableFuture<Void>> task) {
        return CompletableFuture.<Void>completedFuture(null).thenComposeAsync(none -> task.get(), loops.get(0));
    }

    private CompletableFuture<Void> everywhere(Consumer<Shard> task) {
        CompletableFuture<?>[] parts = new CompletableFuture<?>[shards.size()];
        for (int i = 0; i < parts.length; i++) {
            Shard shard = shards.get(i);
            parts[i] = CompletableFuture.runAsync(() -> task.accept(shard), loops.get(i));
        }
        return CompletableFuture.allOf(parts);
    }
}
