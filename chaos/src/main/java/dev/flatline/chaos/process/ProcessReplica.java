package dev.flatline.chaos.process;

import dev.flatline.chaos.replica.EndsFile;
import dev.flatline.chaos.replica.ReadyWait;
import dev.flatline.chaos.replica.Replica;
import dev.flatline.chaos.replica.ReplicaException;
import dev.flatline.chaos.replica.ReplicaUse;
import dev.flatline.chaos.replica.ReplicaUse.State;
import dev.flatline.chaos.rollback.Rollback;
import dev.flatline.chaos.rollback.RollbackException;
import dev.flatline.core.fault.ReplicaAction;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server that is a process of this machine. */
final class ProcessReplica implements Replica {

    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");
    private static final long SIGNAL_NANOS = 200_000_000L;

    private final int number;
    private final InetSocketAddress address;
    private final LocalProcess process;
    private final Rollback rollback;
    private final ReadyWait ready;
    private volatile Rollback.@Nullable Step frozen;
    private @Nullable ReplicaAction ongoing;
    private @Nullable CrashLoop loop;

    ProcessReplica(int number, InetSocketAddress address, LocalProcess process, Rollback rollback, ReadyWait ready) {
        this.number = number;
        this.address = address;
        this.process = process;
        this.rollback = rollback;
        this.ready = ready;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public String name() {
        long pid = process.pid();
        return pid == 0 ? "replica " + number : "process " + pid;
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public OptionalLong pid() {
        long pid = process.pid();
        return pid == 0 ? OptionalLong.empty() : OptionalLong.of(pid);
    }

    /** Starts it for the first time. */
    void open() throws ReplicaException {
        process.start();
    }

    /** Waits until it is ready. */
    void awaitReady() throws ReplicaException {
        ready.until("server " + number, address, process.log(), process.end());
    }

    @Override
    public Optional<String> refusal(ReplicaAction action) {
        return LocalProcesses.refusal(action);
    }

    @Override
    public void begin(ReplicaAction action) throws ReplicaException {
        Optional<String> refusal = refusal(action);
        if (refusal.isPresent()) {
            throw new ReplicaException(refusal.get());
        }
        ReplicaAction other = ongoing;
        if (other != null) {
            throw new ReplicaException(action.label() + " of server " + number + ": " + other.label()
                    + " has not ended there; accepted: after its end");
        }
        if (!process.isRunning()) {
            throw new ReplicaException(action.label() + " of server " + number + ": it does not run, it has ended");
        }
        // Also if it fails: its end puts right what it has done.
        ongoing = action;
        process.expect(action.label());
        try {
            if (action instanceof ReplicaAction.Pause) {
                freeze();
            } else if (action instanceof ReplicaAction.Kill kill) {
                kill(kill);
            } else if (action instanceof ReplicaAction.Stop stop) {
                stop(stop.graceNanos());
            } else if (action instanceof ReplicaAction.Restart restart) {
                stop(restart.graceNanos());
                process.start();
            } else if (action instanceof ReplicaAction.CrashLoop crash) {
                loop = new CrashLoop(process, crash.upNanos());
            }
        } catch (IOException e) {
            throw new ReplicaException(action.label() + " of server " + number + " failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReplicaException(action.label() + " of server " + number + " was interrupted", e);
        } catch (RollbackException e) {
            throw new ReplicaException(String.valueOf(e.getMessage()), e);
        }
    }

    private void freeze() throws RollbackException, IOException, InterruptedException {
        frozen = rollback.before(process.resume());
        ProcessHealer.repeat("STOP", process.members()::running);
    }

    /** A signal that a server handles or ignores does not end it; whether it does is seen at the end of the fault. */
    private void kill(ReplicaAction.Kill kill) throws ReplicaException, IOException {
        if (kill.signal().equals("KILL")) {
            process.kill();
            return;
        }
        process.signal(kill.signal());
        process.endsWithin(SIGNAL_NANOS);
    }

    private void stop(long graceNanos) throws ReplicaException, IOException {
        process.signal("TERM");
        process.endsWithin(graceNanos);
        // Also when it has ended in time: what it started may not have.
        process.kill();
    }

    @Override
    public void end(ReplicaAction action) throws ReplicaException {
        if (!action.equals(ongoing)) {
            return;
        }
        ongoing = null;
        Optional<ReplicaException> failure = endLoop();
        Rollback.Step step = frozen;
        if (step != null) {
            frozen = null;
            try {
                rollback.undo(step);
            } catch (RollbackException e) {
                throw new ReplicaException(String.valueOf(e.getMessage()), e);
            }
        }
        if (!process.isRunning()) {
            process.start();
        }
        process.expect(EndsFile.ITSELF);
        awaitReady();
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** Ends the crash loop, if there is one; why it had ended by itself. */
    private Optional<ReplicaException> endLoop() {
        CrashLoop running = loop;
        loop = null;
        if (running == null) {
            return Optional.empty();
        }
        try {
            running.close();
            return Optional.empty();
        } catch (ReplicaException e) {
            return Optional.of(e);
        }
    }

    /** Asks it to end, for the run is over. Completed when it has; a frozen one cannot, and is not waited for. */
    CompletableFuture<Integer> leave() {
        process.expect("the end of the run");
        try {
            if (process.isRunning() && frozen == null) {
                process.signal("TERM");
                return process.end();
            }
        } catch (IOException e) {
            // It is killed, and if it cannot be, the rollback says so.
            return CompletableFuture.completedFuture(-1);
        }
        return CompletableFuture.completedFuture(-1);
    }

    /** Kills what is left of it. The rollback verifies it, and says so if something still is. */
    void kill() {
        try {
            process.kill();
        } catch (ReplicaException e) {
            return;
        }
    }

    @Override
    public ReplicaUse use() throws ReplicaException {
        int exit = process.end().getNow(-1);
        try {
            // Once: a walk through all processes of the machine.
            List<ProcStat> members = process.cpu().look(process.members());
            State state = !process.isRunning()
                    ? State.ENDED
                    : !members.isEmpty() && members.stream().allMatch(ProcStat::isStopped)
                            ? State.PAUSED
                            : State.RUNNING;
            return new ReplicaUse(
                    state,
                    process.cpu().nanos(),
                    memoryBytes(members),
                    process.restarts(),
                    0,
                    exit < 0 ? OptionalInt.empty() : OptionalInt.of(exit));
        } catch (IOException e) {
            throw new ReplicaException("server " + number + " cannot be seen: " + e.getMessage(), e);
        }
    }

    private static double memoryBytes(List<ProcStat> members) {
        double bytes = 0;
        for (ProcStat member : members) {
            Matcher resident = RESIDENT.matcher(status(member.pid()));
            bytes += resident.find() ? 1024.0 * Long.parseLong(resident.group(1)) : 0;
        }
        return bytes;
    }

    private static String status(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/status"), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
