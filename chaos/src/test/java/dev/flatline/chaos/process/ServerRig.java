package dev.flatline.chaos.process;

import dev.flatline.chaos.replica.EndsFile;
import dev.flatline.chaos.replica.ReadyCheck;
import dev.flatline.chaos.replica.Replica;
import dev.flatline.chaos.replica.ReplicaException;
import dev.flatline.chaos.replica.ReplicaPlan;
import dev.flatline.chaos.replica.Surroundings;
import dev.flatline.chaos.rollback.RollbackException;
import dev.flatline.core.SuppressForbidden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts scripts as servers, which are ready when they say so. */
final class ServerRig implements AutoCloseable {

    static final String RUN = "rig-" + ProcessHandle.current().pid();

    private final Path folder;
    private final MemoryRollback rollback = new MemoryRollback();
    private final List<LocalProcesses> started = new ArrayList<>();

    ServerRig(Path folder) {
        this.folder = folder;
    }

    /** One server: a script of {@code sh} that says {@code listening}, within ten seconds. */
    Replica shell(String script) throws ReplicaException {
        return start(1, 10, "sh", "-c", script).all().get(0);
    }

    /** Servers that say {@code listening} within so many seconds. */
    LocalProcesses start(int replicas, long withinSeconds, String... words) throws ReplicaException {
        ReadyCheck ready = new ReadyCheck(ReadyCheck.Kind.LOG, "^listening$", TimeUnit.SECONDS.toNanos(withinSeconds));
        ReplicaPlan.Command command = new ReplicaPlan.Command(List.of(words), Map.of(), folder.toString());
        LocalProcesses processes = LocalProcesses.start(
                new ReplicaPlan(command, replicas, 0, "/", ready),
                new Surroundings(RUN, rollback, folder, ServerRig::nanoTime, () -> 0),
                Map.of());
        started.add(processes);
        return processes;
    }

    MemoryRollback rollback() {
        return rollback;
    }

    /** The ends that are written down: number, exit code, whether for want of memory, cause. */
    List<String> ends() throws IOException {
        return Files.readAllLines(folder.resolve(EndsFile.NAME)).stream()
                .skip(1)
                .map(line -> line.substring(line.indexOf('\t') + 1).replace('\t', ' '))
                .toList();
    }

    @SuppressForbidden("real processes take real time")
    static long nanoTime() {
        return System.nanoTime();
    }

    /** Ends everything. */
    @Override
    public void close() throws RollbackException {
        started.forEach(LocalProcesses::close);
        rollback.close();
    }
}
