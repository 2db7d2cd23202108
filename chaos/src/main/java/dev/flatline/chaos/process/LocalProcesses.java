package dev.flatline.chaos.process;

import dev.flatline.chaos.replica.EndsFile;
import dev.flatline.chaos.replica.Environments;
import dev.flatline.chaos.replica.ReadyWait;
import dev.flatline.chaos.replica.Replica;
import dev.flatline.chaos.replica.ReplicaException;
import dev.flatline.chaos.replica.ReplicaPlan;
import dev.flatline.chaos.replica.Replicas;
import dev.flatline.chaos.replica.ServerLog;
import dev.flatline.chaos.replica.Surroundings;
import dev.flatline.core.fault.ReplicaAction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Servers that are processes of this machine, each with a port on the loopback of its own. */
public final class LocalProcesses implements Replicas {

    private static final long LEAVE_SECONDS = 2;

    private final List<ProcessReplica> replicas = new ArrayList<>();
    private final List<ServerLog> logs = new ArrayList<>();
    private final EndsFile ends;

    private LocalProcesses(EndsFile ends) {
        this.ends = ends;
    }

    /**
     * Starts them and waits until they are ready.
     *
     * @param environment the variables of this process, which the plan may take values from
     * @throws ReplicaException if one cannot be started or does not get ready; the rollback ends those that run
     */
    public static LocalProcesses start(ReplicaPlan plan, Surroundings surroundings, Map<String, String> environment)
            throws ReplicaException {
        if (!(plan.source() instanceof ReplicaPlan.Command given)) {
            throw new IllegalArgumentException("not the plan of processes: " + plan);
        }
        ReplicaPlan.Command command =
                new ReplicaPlan.Command(given.command(), Environments.filled(given.env(), environment), given.folder());
        if (!Members.areKnown(Path.of("/proc"))) {
            throw new ReplicaException(
                    "servers as processes need Linux's /proc to be found again; use an image instead");
        }
        LocalProcesses all;
        try {
            all = new LocalProcesses(new EndsFile(surroundings));
        } catch (IOException e) {
            throw new ReplicaException("cannot write to " + surroundings.folder() + ": " + e.getMessage(), e);
        }
        try {
            for (int number = 1; number <= plan.replicas(); number++) {
                all.add(number, plan, command, surroundings);
            }
            for (ProcessReplica replica : all.replicas) {
                replica.awaitReady();
            }
        } catch (ReplicaException e) {
            all.close();
            throw e;
        }
        return all;
    }

    /** Why a fault cannot be done to a process; empty if it can. */
    public static Optional<String> refusal(ReplicaAction action) {
        String why = "";
        if (action instanceof ReplicaAction.Disconnect) {
            why = "a process shares this machine's network";
        } else if (action instanceof ReplicaAction.Squeeze || action instanceof ReplicaAction.OutOfMemory) {
            why = "a process has no limits of its own";
        } else if (action instanceof ReplicaAction.Exec) {
            why = "a process has no inside to run a command in";
        }
        return why.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        action.label() + ": " + why + "; accepted with server.command: pause, kill, stop, restart,"
                                + " crash-loop, or server.image for the others");
    }

    private void add(int number, ReplicaPlan plan, ReplicaPlan.Command command, Surroundings surroundings)
            throws ReplicaException {
        int port = plan.port() == 0 ? freePort() : plan.port();
        if (isTaken(port)) {
            throw new ReplicaException("port " + port + " of server " + number
                    + " is taken; end what listens there, or accept any with port: 0 and {port} in command");
        }
        ServerLog log;
        try {
            log = new ServerLog(surroundings.folder().resolve("replica-" + number + ".log"), plan.ready());
        } catch (IOException e) {
            throw new ReplicaException("cannot write to " + surroundings.folder() + ": " + e.getMessage(), e);
        }
        logs.add(log);
        Launch launch = new Launch(number, port, surroundings.run() + "/" + number, command);
        LocalProcess process = new LocalProcess(launch, log, ends, surroundings.rollback());
        ProcessReplica replica = new ProcessReplica(
                number,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                process,
                surroundings.rollback(),
                new ReadyWait(plan, surroundings));
        replicas.add(replica);
        replica.open();
    }

    private static int freePort() throws ReplicaException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new ReplicaException("no free port on the loopback: " + e.getMessage(), e);
        }
    }

    private static boolean isTaken(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (IOException taken) {
            return true;
        }
    }

    @Override
    public List<Replica> all() {
        return List.copyOf(replicas);
    }

    @Override
    public List<String> surprises() {
        return ends.surprises();
    }

    /** Asks them to end, gives them all together a moment for their last words, and kills those that are left. */
    @Override
    public void close() {
        awaitAll(replicas.stream().map(ProcessReplica::leave).toList());
        replicas.forEach(ProcessReplica::kill);
        logs.forEach(ServerLog::close);
        ends.close();
    }

    private static void awaitAll(List<CompletableFuture<Integer>> ends) {
        try {
            CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new)).get(LEAVE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException stubborn) {
            // They have had their time.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
