package dev.flatline.scenarios.docker;

import dev.flatline.chaos.docker.Containers;
import dev.flatline.chaos.process.LocalProcesses;
import dev.flatline.chaos.replica.ReadyCheck;
import dev.flatline.chaos.replica.Replica;
import dev.flatline.chaos.replica.ReplicaException;
import dev.flatline.chaos.replica.ReplicaLimits;
import dev.flatline.chaos.replica.ReplicaPlan;
import dev.flatline.chaos.replica.Replicas;
import dev.flatline.chaos.replica.Surroundings;
import dev.flatline.chaos.rollback.RollbackException;
import dev.flatline.chaos.rollback.RollbackJournal;
import dev.flatline.core.SuppressForbidden;
import dev.flatline.core.fault.ReplicaAction;
import dev.flatline.scenarios.replica.Healers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Does one fault to one server and undoes it, and is halted, as by a kill, at one of the points that it passes; at none if there
 * is no such point.
 */
final class HaltedFault {

    static final int HALTED = 77;

    /** Every fault that a server of any kind knows, by the word that chooses it. */
    static final Map<String, ReplicaAction> FAULTS = Map.of(
            "none", new ReplicaAction.Kill("USR1"),
            "pause", new ReplicaAction.Pause(),
            "kill", new ReplicaAction.Kill("KILL"),
            "stop", new ReplicaAction.Stop(2_000_000_000L),
            "restart", new ReplicaAction.Restart(2_000_000_000L),
            "disconnect", new ReplicaAction.Disconnect(Optional.empty()),
            "squeeze",
                    new ReplicaAction.Squeeze(OptionalDouble.of(0.25), OptionalLong.of(48L << 20), OptionalInt.of(40)),
            "oom", new ReplicaAction.OutOfMemory(),
            "crash-loop", new ReplicaAction.CrashLoop(100_000_000L),
            "exec", new ReplicaAction.Exec(Docker.perl("open F, '>', '/mark' or die"), Docker.perl("unlink '/mark'")));

    private static final ReadyCheck READY = new ReadyCheck(ReadyCheck.Kind.TCP, "", 60_000_000_000L);
    private static final int PORT = 8080;
    private static final long A_WHILE_MILLIS = 600;

    /** In place of the number of a point: in the middle of what the engine is asked for, after a while. */
    static final int UNDER_WAY = -1;

    private final int haltAt;
    private int passed;

    private HaltedFault(int haltAt) {
        this.haltAt = haltAt;
    }

    /** Arguments: a folder, the name of the run, what the server is, the word of the fault, the number of the point. */
    public static void main(String[] args) throws Exception {
        HaltedFault run = new HaltedFault(Integer.parseInt(args[4]));
        run.go(Path.of(args[0]), args[1], plan(args[2]), args[3]);
        System.exit(0);
    }

    /** {@code process}, {@code image} or the name of a container. */
    private static ReplicaPlan plan(String what) {
        return switch (what) {
            case "process" ->
                new ReplicaPlan(
                        new ReplicaPlan.Command(Docker.perl(ContainerWorld.SERVER), Map.of(), ""), 1, 0, "/", READY);
            case "image" ->
                new ReplicaPlan(
                        new ReplicaPlan.Image(
                                "", Docker.PERL_IMAGE, List.of(ContainerWorld.SERVER), Map.of(), ReplicaLimits.NONE),
                        2,
                        PORT,
                        "/",
                        READY);
            default -> new ReplicaPlan(new ReplicaPlan.Existing("", List.of(what)), 1, PORT, "/", READY);
        };
    }

    private void go(Path folder, String run, ReplicaPlan plan, String fault)
            throws IOException, RollbackException, ReplicaException, InterruptedException {
        Path logs = Files.createDirectories(folder.resolve(run));
        Instant opened = Instant.parse("2026-11-26T02:00:00Z");
        try (RollbackJournal journal = RollbackJournal.open(
                        folder.resolve("state"), run, opened, Healers.all(), (moment, undo) -> point());
                Replicas servers = start(plan, new Surroundings(run, journal, logs, HaltedFault::nanoTime, () -> 0))) {
            point();
            if (!fault.equals("none")) {
                act(servers.all().get(0), Objects.requireNonNull(FAULTS.get(fault), fault));
            }
        }
        point();
    }

    @SuppressForbidden("real servers take real time")
    private static long nanoTime() {
        return System.nanoTime();
    }

    private void act(Replica server, ReplicaAction action) throws ReplicaException, InterruptedException {
        if (haltAt == UNDER_WAY) {
            CompletableFuture.delayedExecutor(A_WHILE_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(() -> Runtime.getRuntime().halt(HALTED));
        }
        server.begin(action);
        point();
        if (action instanceof ReplicaAction.CrashLoop || action instanceof ReplicaAction.OutOfMemory) {
            boolean never = new CountDownLatch(1).await(A_WHILE_MILLIS, TimeUnit.MILLISECONDS);
            if (!never) {
                point();
            }
        }
        server.end(action);
        point();
    }

    private static Replicas start(ReplicaPlan plan, Surroundings surroundings) throws ReplicaException {
        return plan.source() instanceof ReplicaPlan.Command
                ? LocalProcesses.start(plan, surroundings, System.getenv())
                : Containers.start(plan, surroundings, System.getenv());
    }

    private void point() {
        passed++;
        if (passed == haltAt) {
            Runtime.getRuntime().halt(HALTED);
        }
    }
}
