package dev.flatline.scenarios.replica;

import dev.flatline.chaos.replica.Replica;
import dev.flatline.chaos.replica.ReplicaException;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.FaultEvents;
import dev.flatline.core.fault.FaultPort;
import dev.flatline.core.fault.ReplicaAction;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.seed.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Does faults to servers, each server on a thread of its own, for an engine or a process may take its time: what follows on the
 * same server waits for it. A fault has ended when the last of its servers is as it was.
 *
 * <p>Whom it hits is told before it is felt, as of every fault; of a silent one, which nobody can feel at once, when it is done: an engine
 * takes 20 to 200 ms, in which heartbeats are still answered, and those would make every detection that much too long.
 */
public final class ReplicaKeeper implements FaultPort, AutoCloseable {

    /** For all servers together; longer than the longest grace. */
    private static final long END_LIMIT_SECONDS = 120;

    private final List<Replica> replicas;
    private final Seeds seeds;
    private final Routes routes;
    private final FaultEvents events;
    private final LongSupplier nanoTime;
    private final Consumer<String> failures;
    private final Map<Integer, ExecutorService> threads = new HashMap<>();

    /**
     * What a keeper tells, and by which clock.
     *
     * @param events of faults
     * @param failures what could not be done or undone, a line each
     * @param nanoTime the run's clock
     */
    public record Tells(FaultEvents events, Consumer<String> failures, LongSupplier nanoTime) {}

    /** Creates one for the servers of a run. */
    public ReplicaKeeper(List<Replica> replicas, Seeds seeds, Routes routes, Tells tells) {
        this.replicas = List.copyOf(replicas);
        this.seeds = seeds;
        this.routes = routes;
        this.events = tells.events();
        this.failures = tells.failures();
        this.nanoTime = tells.nanoTime();
        for (Replica replica : replicas) {
            threads.put(replica.number(), Executors.newSingleThreadExecutor(work -> {
                Thread thread = new Thread(work, "flatline-replica-" + replica.number());
                thread.setDaemon(true);
                return thread;
            }));
        }
    }

    @Override
    public void begin(ScheduledFault fault) {
        List<Integer> chosen = chosen(fault);
        ReplicaAction action = ((Fault.OnReplicas) fault.fault()).action();
        events.faultBegan(fault, nanoTime.getAsLong());
        if (!action.silent()) {
            routes.begin(fault, chosen);
        }
        for (int number : chosen) {
            CompletableFuture<Void> unused = on(number, replica -> begin(fault, action, replica));
        }
    }

    private void begin(ScheduledFault fault, ReplicaAction action, Replica replica) throws ReplicaException {
        try {
            replica.begin(action);
        } finally {
            routes.done(fault, replica.number());
        }
        if (action.silent()) {
            routes.begin(fault, List.of(replica.number()));
        }
    }

    @Override
    public void end(ScheduledFault fault) {
        Fault.OnReplicas on = (Fault.OnReplicas) fault.fault();
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        chosen(fault).forEach(number -> ends.add(on(number, replica -> replica.end(on.action()))));
        CompletableFuture<Void> unused = CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new))
                .thenRun(() -> {
                    routes.end(fault);
                    events.faultEnded(fault, nanoTime.getAsLong());
                });
    }

    private List<Integer> chosen(ScheduledFault fault) {
        return ((Fault.OnReplicas) fault.fault()).replicas().among(replicas.size(), fault.index(), seeds);
    }

    /** Something that is done to a server. */
    @FunctionalInterface
    private interface Deed {
        void to(Replica replica) throws ReplicaException;
    }

    /** Does it on the thread of the server, after what it has to do already. What fails is told, and the run goes on to its end. */
    private CompletableFuture<Void> on(int number, Deed deed) {
        Replica replica = replicas.get(number - 1);
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        deed.to(replica);
                    } catch (ReplicaException e) {
                        failures.accept(String.valueOf(e.getMessage()));
                    } catch (RuntimeException e) {
                        failures.accept("Flatline failed on server " + number + ": " + e);
                    }
                },
                threads.get(number));
    }

    /** Waits until what has begun is done; nothing more is taken on. */
    @Override
    public void close() {
        threads.values().forEach(ExecutorService::shutdown);
        long began = nanoTime.getAsLong();
        for (Map.Entry<Integer, ExecutorService> thread : threads.entrySet()) {
            try {
                long left = TimeUnit.SECONDS.toNanos(END_LIMIT_SECONDS) - (nanoTime.getAsLong() - began);
                if (!thread.getValue().awaitTermination(left, TimeUnit.NANOSECONDS)) {
                    failures.accept(
                            "server " + thread.getKey() + " was not put back within " + END_LIMIT_SECONDS + " s");
                    thread.getValue().shutdownNow();
                }
            } catch (InterruptedException e) {
                thread.getValue().shutdownNow();
                Thread.currentThread().interrupt();
            }
        }
    }
}
