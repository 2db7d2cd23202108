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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server that is a process of this machine. */
final class ProcessReplica implements Replica {

    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");
    private static final long SIGNAL_NANOS = 200_000_000L;
    private static final long LEAVE_NANOS = 2_000_000_000L;

    private final int number;
    private final InetSocketAddress address;
    private final LocalProcess process;
    private final Rollback rollback;
    private final ReadyWait ready;
    private Rollback.@Nullable Step frozen;
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
        try {
            rollback.before(ProcessHealer.end(process.mark(), "server " + number));
        } catch (RollbackException e) {
            throw new ReplicaException(String.valueOf(e.getMessage()), e);
        }
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
        frozen = rollback.before(ProcessHealer.resume(process.mark(), "server " + number));
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
        CrashLoop running = loop;
        if (running != null) {
            loop = null;
            running.close();
        }
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
            process.kill();
            process.start();
        }
        process.expect(EndsFile.ITSELF);
        awaitReady();
    }

    /** Asks it to end, for the run is over, and gives it a moment. */
    void leave() {
        process.expect("the end of the run");
        try {
            process.signal("TERM");
            process.endsWithin(LEAVE_NANOS);
        } catch (ReplicaException | IOException e) {
            // The rollback ends it, and says if it cannot.
            return;
        }
    }

    @Override
    public ReplicaUse use() throws ReplicaException {
        int exit = process.end().getNow(-1);
        try {
            // Once: a walk through all processes of the machine.
            List<Long> members = process.members().pids();
            State state = !process.isRunning()
                    ? State.ENDED
                    : process.members().running(members).isEmpty() ? State.PAUSED : State.RUNNING;
            return new ReplicaUse(
                    state,
                    process.cpuNanos(),
                    memoryBytes(members),
                    process.restarts(),
                    0,
                    exit < 0 ? OptionalInt.empty() : OptionalInt.of(exit));
        } catch (IOException e) {
            throw new ReplicaException("server " + number + " cannot be seen: " + e.getMessage(), e);
        }
    }

    private static double memoryBytes(List<Long> members) {
        double bytes = 0;
        for (long pid : members) {
            Matcher resident = RESIDENT.matcher(status(pid));
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
