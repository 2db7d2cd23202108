package dev.flatline.scenarios.replica;

import dev.flatline.chaos.docker.Containers;
import dev.flatline.chaos.process.LocalProcesses;
import dev.flatline.chaos.replica.Replica;
import dev.flatline.chaos.replica.ReplicaException;
import dev.flatline.chaos.replica.ReplicaPlan;
import dev.flatline.chaos.replica.Replicas;
import dev.flatline.chaos.replica.ServersFile;
import dev.flatline.chaos.replica.Surroundings;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The servers of a run, from their start until they are let go. */
public final class Servers implements AutoCloseable {

    /** The folder of their logs and ends in a result folder. */
    public static final String FOLDER = "servers";

    private final ReplicaPlan plan;
    private final Replicas replicas;

    private Servers(ReplicaPlan plan, Replicas replicas) {
        this.plan = plan;
        this.replicas = replicas;
    }

    /**
     * Starts them, ready.
     *
     * @param surroundings whose folder is made if it is missing
     * @param environment the variables of this process
     * @throws FlatlineException if they cannot be had or do not get ready
     */
    public static Servers start(ReplicaPlan plan, Surroundings surroundings, Map<String, String> environment) {
        Path folder = surroundings.folder();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new FlatlineException(ExitStatus.MACHINE, "cannot make " + folder + ": " + e.getMessage(), e);
        }
        Servers started;
        try {
            started = new Servers(
                    plan,
                    plan.source() instanceof ReplicaPlan.Command
                            ? LocalProcesses.start(plan, surroundings, environment)
                            : Containers.start(plan, surroundings, environment));
        } catch (ReplicaException e) {
            String logs = discardIfSilent(folder) ? "" : "; all of it is in " + folder;
            ExitStatus status = e.isUnready() ? ExitStatus.UNREACHABLE : ExitStatus.MACHINE;
            throw new FlatlineException(status, e.getMessage() + logs, e);
        }
        try {
            ServersFile.write(folder, plan, started.all());
            return started;
        } catch (IOException e) {
            started.close();
            throw new FlatlineException(ExitStatus.MACHINE, "cannot write to " + folder + ": " + e.getMessage(), e);
        }
    }

    /**
     * Servers that never wrote a word leave nothing to read; the logs of those that did stay, for whoever asks why.
     *
     * @return whether there is nothing to read
     */
    private static boolean discardIfSilent(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            for (Path file : all) {
                if (file.toString().endsWith(".log") && Files.size(file) > 0) {
                    return false;
                }
            }
            for (Path file : all) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException kept) {
            // Nothing is lost by a folder that stays.
            return true;
        }
        return true;
    }

    /** They, in the order of their numbers. */
    public List<Replica> all() {
        return replicas.all();
    }

    /** Where they are now, in the order of their numbers. */
    public List<InetSocketAddress> addresses() {
        return replicas.all().stream().map(Replica::address).toList();
    }

    /** The process that serves at an address; empty if none of them does, or if it cannot be told. */
    public OptionalLong processAt(InetSocketAddress address) {
        return replicas.all().stream()
                .filter(replica -> replica.address().equals(address))
                .findFirst()
                .map(Replica::pid)
                .orElse(OptionalLong.empty());
    }

    /** TCP's side of them, if it is not that of this machine's own network namespace. */
    public Optional<ReplicaTcp> tcp() {
        return plan.source() instanceof ReplicaPlan.Command
                ? Optional.empty()
                : Optional.of(new ReplicaTcp(all(), plan.port(), Path.of("/proc")));
    }

    /** The path of a WebSocket there. */
    public String path() {
        return plan.path();
    }

    /** Which of them ended without a fault of this run, and how: a line each. */
    public List<String> surprises() {
        return replicas.surprises();
    }

    @Override
    public void close() {
        try {
            replicas.close();
        } catch (ReplicaException e) {
            throw new FlatlineException(ExitStatus.MACHINE, String.valueOf(e.getMessage()), e);
        }
    }
}
