package dev.flatline.scenarios.file;

import dev.flatline.chaos.process.LocalProcesses;
import dev.flatline.chaos.replica.ReplicaPlan;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.ReplicaAction;
import dev.flatline.core.fault.ReplicaChoice;
import dev.flatline.scenarios.unit.Quantity;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/** Reads what is done in a timeline to the servers that the run starts. */
final class ReplicaFaultReader {

    /** The faults that are done to servers. */
    static final List<String> KINDS =
            List.of("pause", "kill", "stop", "restart", "disconnect", "squeeze", "oom", "crash-loop", "exec");

    private static final String[] SIGNALS = {"KILL", "TERM", "INT", "HUP", "QUIT", "USR1", "USR2", "ABRT"};

    private static final long MOST_GRACE_NANOS = 90_000_000_000L;

    private final Section entry;
    private final Optional<ReplicaPlan> plan;

    /**
     * Reads an entry.
     *
     * @param plan the servers; empty if the run starts none
     */
    ReplicaFaultReader(Section entry, Optional<ReplicaPlan> plan) {
        this.entry = entry;
        this.plan = plan;
    }

    /** Reads it; {@code kind} is one of {@link #KINDS}. */
    Optional<Fault> read(String kind) {
        Optional<ReplicaAction> action = action(kind);
        Optional<ReplicaChoice> replicas = choice();
        if (plan.isEmpty()) {
            entry.reject(
                    "fault",
                    "found '" + kind + "', which is done to servers that the run starts; accepted: with"
                            + " server.image, server.containers or server.command");
            return Optional.empty();
        }
        if (action.isEmpty() || replicas.isEmpty()) {
            return Optional.empty();
        }
        boolean process = plan.orElseThrow().source() instanceof ReplicaPlan.Command;
        Optional<String> refusal = process ? LocalProcesses.refusal(action.orElseThrow()) : Optional.empty();
        refusal.ifPresent(reason -> entry.reject("fault", "found " + reason));
        return refusal.isPresent()
                ? Optional.empty()
                : Optional.of(new Fault.OnReplicas(action.orElseThrow(), replicas.orElseThrow()));
    }

    private Optional<ReplicaAction> action(String kind) {
        return switch (kind) {
            case "pause" -> Optional.of(new ReplicaAction.Pause());
            case "kill" ->
                entry.optional("signal", "KILL", Words.oneOf(SIGNALS)).map(ReplicaAction.Kill::new);
            case "stop" ->
                entry.optional("grace", "10s", ReplicaFaultReader::graceNanos).map(ReplicaAction.Stop::new);
            case "restart" ->
                entry.optional("grace", "10s", ReplicaFaultReader::graceNanos).map(ReplicaAction.Restart::new);
            case "disconnect" ->
                entry.optional("network", "all", Function.identity())
                        .map(name -> new ReplicaAction.Disconnect(
                                name.equals("all") ? Optional.empty() : Optional.of(name)));
            case "squeeze" -> squeeze();
            case "oom" -> Optional.of(new ReplicaAction.OutOfMemory());
            case "crash-loop" ->
                entry.optional("up", "2s", Words::positiveNanos).map(ReplicaAction.CrashLoop::new);
            default -> exec();
        };
    }

    /** At most what is waited for at the end of a run: an engine ends what it was asked to stop, whoever is left to start it again. */
    private static long graceNanos(String text) {
        long nanos = Quantity.durationNanos(text);
        if (nanos > MOST_GRACE_NANOS) {
            throw Quantity.bad(text, "at most 90s");
        }
        return nanos;
    }

    private Optional<ReplicaAction> squeeze() {
        Optional<Double> cpus = ReplicasReader.given(entry, "cpus", ReplicasReader::cpus);
        Optional<Integer> memory = ReplicasReader.given(entry, "memory", Quantity::bytes);
        Optional<Integer> pids = ReplicasReader.given(entry, "pids", Quantity::count);
        if (!entry.has("cpus") && !entry.has("memory") && !entry.has("pids")) {
            entry.reject(
                    "fault",
                    "found nothing to squeeze; accepted: with at least one of cpus: 0.2, memory: 64MiB, pids: 20");
            return Optional.empty();
        }
        return entry.part(
                "fault",
                () -> new ReplicaAction.Squeeze(
                        cpus.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                        memory.map(bytes -> OptionalLong.of(bytes)).orElse(OptionalLong.empty()),
                        pids.map(OptionalInt::of).orElse(OptionalInt.empty())));
    }

    private Optional<ReplicaAction> exec() {
        List<String> command = entry.list("command", Function.identity());
        List<String> undo = entry.list("undo", Function.identity());
        if (command.isEmpty()) {
            entry.reject("command", "found no words; accepted: a list, such as [kill, -USR1, \"1\"]");
            return Optional.empty();
        }
        return Optional.of(new ReplicaAction.Exec(command, undo));
    }

    private Optional<ReplicaChoice> choice() {
        int most = plan.map(ReplicaPlan::replicas).orElse(Integer.MAX_VALUE);
        if (entry.has("replica") && entry.isList("replica")) {
            List<Integer> numbers = entry.list("replica", text -> number(text, most));
            return numbers.size() < entry.size("replica") || numbers.isEmpty()
                    ? Optional.empty()
                    : entry.part("replica", () -> ReplicaChoice.of(numbers));
        }
        return entry.optional("replica", "all", text -> choice(text, most));
    }

    private static ReplicaChoice choice(String text, int most) {
        if (text.equals("all")) {
            return ReplicaChoice.ALL;
        }
        if (text.endsWith("%")) {
            double share = Quantity.share(text);
            if (share == 0) {
                throw Quantity.bad(text, "more than 0% and at most 100%");
            }
            return ReplicaChoice.of(share);
        }
        return ReplicaChoice.of(List.of(number(text, most)));
    }

    private static int number(String text, int most) {
        if (!text.matches("[1-9][0-9]{0,3}") || Integer.parseInt(text) > most) {
            throw Quantity.bad(
                    text,
                    most == 1
                            ? "1, for there is one; or all"
                            : "the number of a replica, 1 to " + most
                                    + "; a list of them, a share such as 50%, or all");
        }
        return Integer.parseInt(text);
    }
}
