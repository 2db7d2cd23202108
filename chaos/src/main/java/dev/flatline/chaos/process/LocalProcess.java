package dev.flatline.chaos.process;

import dev.flatline.chaos.replica.EndsFile;
import dev.flatline.chaos.replica.ReplicaException;
import dev.flatline.chaos.replica.ServerLog;
import dev.flatline.chaos.rollback.Rollback;
import dev.flatline.chaos.rollback.RollbackException;
import dev.flatline.chaos.rollback.Undo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The process of one server: the one that runs now, or the last that did. Started again it has the same port and the same log. */
final class LocalProcess {

    private static final Path PROC = Path.of("/proc");
    private static final long KILL_SECONDS = 10;
    private static final long LAST_WORDS_MILLIS = 1_000;

    private final Launch launch;
    private final ServerLog log;
    private final EndsFile ends;
    private final Rollback rollback;
    private final CpuMeter cpu = new CpuMeter();
    private volatile String cause = EndsFile.ITSELF;
    private volatile CompletableFuture<Integer> end = new CompletableFuture<>();
    private volatile @Nullable Run run;
    private final AtomicInteger starts = new AtomicInteger();

    /** One that was started: the process, who it is, what is written down to end it, and who reads what it writes. */
    private record Run(Process process, ProcessIdentity identity, Rollback.Step step, Thread reader) {}

    LocalProcess(Launch launch, ServerLog log, EndsFile ends, Rollback rollback) {
        this.launch = launch;
        this.log = log;
        this.ends = ends;
        this.rollback = rollback;
    }

    ServerLog log() {
        return log;
    }

    /** It and all that it has started. */
    Members members() {
        return new Members(PROC, launch.mark(), Optional.ofNullable(run).map(Run::identity));
    }

    /** What lets them go on, to be written down before they are frozen. It has been started. */
    Undo resume() {
        Run now = Objects.requireNonNull(run);
        return ProcessHealer.resume(launch.mark(), now.identity(), "server " + launch.number());
    }

    /** Completed with the exit code when the process that runs now ends. */
    CompletableFuture<Integer> end() {
        return end;
    }

    boolean isRunning() {
        return pid() != 0;
    }

    /** How often it was started after the first time. */
    int restarts() {
        return Math.max(0, starts.get() - 1);
    }

    /** Its id; 0 if it does not run. */
    long pid() {
        Run now = run;
        return now != null && now.process().isAlive() ? now.process().pid() : 0;
    }

    /** Processor time in nanoseconds of all that have run; {@code members} are looked at. */
    CpuMeter cpu() {
        return cpu;
    }

    /** Says what the next end is put down to. */
    void expect(String what) {
        cause = what;
    }

    /** Starts it; one that ran before must have ended, and what that has left behind is ended now. */
    void start() throws ReplicaException {
        Process made = null;
        try {
            Run before = run;
            if (before != null) {
                rollback.undo(before.step());
                // Its last words are not to be taken for the first of the next one.
                before.reader().join(LAST_WORDS_MILLIS);
            }
            log.begin();
            cpu.begin();
            cause = EndsFile.ITSELF;
            made = launch.prepared();
            started(made);
            Launch.open(made);
        } catch (IOException e) {
            abandon(made);
            throw new ReplicaException(
                    "server " + launch.number() + " cannot be started: " + e.getMessage()
                            + "; accepted: a program on PATH or its path, and an existing folder",
                    e);
        } catch (RollbackException e) {
            abandon(made);
            throw new ReplicaException(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReplicaException("interrupted while server " + launch.number() + " was started", e);
        }
    }

    /** Ends a process that still waits behind its gate. */
    private static void abandon(@Nullable Process made) {
        if (made != null) {
            made.destroyForcibly();
        }
    }

    private void started(Process made) throws IOException, RollbackException {
        ProcessIdentity identity =
                ProcessIdentity.of(PROC, made.pid()).orElseThrow(() -> new IOException("it ended at once"));
        Rollback.Step step = rollback.before(ProcessHealer.end(launch.mark(), identity, "server " + launch.number()));
        Thread reader = new Thread(() -> log.drain(made.getInputStream()), "flatline-server-log-" + launch.number());
        reader.setDaemon(true);
        reader.start();
        CompletableFuture<Integer> ended = new CompletableFuture<>();
        end = ended;
        run = new Run(made, identity, step, reader);
        starts.incrementAndGet();
        CompletableFuture<Void> unused = made.onExit().thenAccept(gone -> {
            ends.ended(launch.number(), gone.exitValue(), false, cause);
            ended.complete(gone.exitValue());
        });
    }

    /** Sends a signal to the process itself, not to its children: it is to end as it would in production. */
    void signal(String signal) throws IOException {
        long pid = pid();
        if (pid != 0) {
            cpu.look(members());
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
            throw new ReplicaException("server " + launch.number() + " cannot be watched: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReplicaException("interrupted while server " + launch.number() + " was to end", e);
        }
    }

    /** Kills it and whatever it has started, and waits until they are gone. */
    void kill() throws ReplicaException {
        Members members = members();
        try {
            cpu.look(members);
            ProcessHealer.repeat("KILL", members::pids);
        } catch (IOException e) {
            throw new ReplicaException("server " + launch.number() + " cannot be killed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReplicaException("interrupted while server " + launch.number() + " was killed", e);
        }
        if (run != null && !endsWithin(TimeUnit.SECONDS.toNanos(KILL_SECONDS))) {
            throw new ReplicaException("server " + launch.number() + " did not end when it was killed");
        }
    }
}
