package dev.flatline.chaos.process;

import dev.flatline.chaos.replica.EndsFile;
import dev.flatline.chaos.replica.ReplicaException;
import dev.flatline.chaos.replica.ReplicaPlan;
import dev.flatline.chaos.replica.ServerLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The process of one server: the one that runs now, or the last that did. Started again it has the same port and the same log. */
final class LocalProcess {

    private static final long KILL_SECONDS = 10;

    private final int number;
    private final int port;
    private final String mark;
    private final ReplicaPlan.Command command;
    private final ServerLog log;
    private final EndsFile ends;
    private final Members members;
    private volatile String cause = EndsFile.ITSELF;
    private volatile @Nullable Process process;
    private volatile CompletableFuture<Integer> end = new CompletableFuture<>();
    private volatile double pastCpuNanos;
    private final AtomicInteger starts = new AtomicInteger();

    LocalProcess(int number, int port, String mark, ReplicaPlan.Command command, ServerLog log, EndsFile ends) {
        this.number = number;
        this.port = port;
        this.mark = mark;
        this.command = command;
        this.log = log;
        this.ends = ends;
        this.members = new Members(Path.of("/proc"), mark);
    }

    int port() {
        return port;
    }

    String mark() {
        return mark;
    }

    ServerLog log() {
        return log;
    }

    Members members() {
        return members;
    }

    /** Completed with the exit code when the process that runs now ends. */
    CompletableFuture<Integer> end() {
        return end;
    }

    boolean isRunning() {
        Process running = process;
        return running != null && running.isAlive();
    }

    /** How often it was started after the first time. */
    int restarts() {
        return Math.max(0, starts.get() - 1);
    }

    /** Its id; 0 if it does not run. */
    long pid() {
        Process running = process;
        return running != null && running.isAlive() ? running.pid() : 0;
    }

    /** Processor time of all that have run; that of a process which has ended is as it was last asked for. */
    double cpuNanos() {
        Process running = process;
        double now = running == null
                ? 0
                : running.info()
                        .totalCpuDuration()
                        .map(used -> (double) used.toNanos())
                        .orElse(0.0);
        return pastCpuNanos + now;
    }

    /** Says what the next end is put down to. */
    void expect(String what) {
        cause = what;
    }

    /** Starts it. */
    void start() throws ReplicaException {
        List<String> words = command.command().stream().map(this::filled).toList();
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.redirectInput(Path.of("/dev/null").toFile());
        builder.environment().put("PORT", Integer.toString(port));
        command.env().forEach((name, value) -> builder.environment().put(name, filled(value)));
        builder.environment().put(Members.VARIABLE, mark);
        if (!command.folder().isEmpty()) {
            builder.directory(Path.of(command.folder()).toFile());
        }
        log.begin();
        cause = EndsFile.ITSELF;
        try {
            started(builder.start());
        } catch (IOException e) {
            throw new ReplicaException(
                    "server " + number + " cannot be started: " + e.getMessage()
                            + "; accepted: a program on PATH or its path, and an existing folder",
                    e);
        }
    }

    private void started(Process made) {
        CompletableFuture<Integer> ended = new CompletableFuture<>();
        end = ended;
        process = made;
        starts.incrementAndGet();
        Thread reader = new Thread(() -> log.drain(made.getInputStream()), "flatline-server-log-" + number);
        reader.setDaemon(true);
        reader.start();
        CompletableFuture<Void> unused = made.onExit().thenAccept(gone -> {
            ends.ended(number, gone.exitValue(), false, cause);
            ended.complete(gone.exitValue());
        });
    }

    private String filled(String word) {
        return word.replace("{port}", Integer.toString(port)).replace("{replica}", Integer.toString(number));
    }

    /** Sends a signal to the process itself, not to its children: it is to end as it would in production. */
    void signal(String signal) throws IOException {
        long pid = pid();
        if (pid != 0) {
            Signals.send(signal, List.of(pid));
        }
    }

    /** Whether it ends within so many nanoseconds. */
    boolean endsWithin(long nanos) throws ReplicaException {
        try {
            end.get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException runs) {
            return false;
        } catch (ExecutionException e) {
            throw new ReplicaException("server " + number + " cannot be watched: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReplicaException("interrupted while server " + number + " was to end", e);
        }
    }

    /** Kills it and whatever it has started, and waits until they are gone. */
    void kill() throws ReplicaException {
        Process running = process;
        double used = cpuNanos();
        try {
            ProcessHealer.repeat("KILL", members::pids);
            if (running != null && !endsWithin(TimeUnit.SECONDS.toNanos(KILL_SECONDS))) {
                throw new ReplicaException("server " + number + " did not end when it was killed");
            }
        } catch (IOException e) {
            throw new ReplicaException("server " + number + " cannot be killed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReplicaException("interrupted while server " + number + " was killed", e);
        }
        pastCpuNanos = used;
    }
}
