package dev.flatline.chaos.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotModifiedException;
import dev.flatline.chaos.replica.EndsFile;
import dev.flatline.chaos.replica.ReadyWait;
import dev.flatline.chaos.replica.Replica;
import dev.flatline.chaos.replica.ReplicaException;
import dev.flatline.chaos.replica.ReplicaUse;
import dev.flatline.chaos.rollback.Rollback;
import dev.flatline.chaos.rollback.RollbackException;
import dev.flatline.core.fault.ReplicaAction;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** A server that is a container. Each fault is written down with how the container stands before it, and undone from that. */
final class ContainerReplica implements Replica {

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final int number;
    private final String id;
    private final String name;
    private final Place place;
    private final Engine engine;
    private final Rollback rollback;
    private final ReadyWait ready;
    private final ContainerWatch watch;
    private final Map<ReplicaAction, OngoingFault> ongoing = new LinkedHashMap<>();
    private int oomKillsBefore;

    /**
     * Which container it is.
     *
     * @param id its id
     * @param name its name
     * @param place where it is reached
     */
    record Which(int number, String id, String name, Place place) {}

    ContainerReplica(Which which, Engine engine, Rollback rollback, ReadyWait ready, ContainerWatch watch) {
        this.number = which.number();
        this.id = which.id();
        this.name = which.name();
        this.place = which.place();
        this.engine = engine;
        this.rollback = rollback;
        this.ready = ready;
        this.watch = watch;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public String name() {
        return name;
    }

    String id() {
        return id;
    }

    ContainerWatch watch() {
        return watch;
    }

    @Override
    public InetSocketAddress address() {
        return place.now();
    }

    @Override
    public OptionalLong pid() {
        try {
            Long pid = inspect().getState().getPidLong();
            return pid == null || pid == 0 || !engine.address().isSocket()
                    ? OptionalLong.empty()
                    : OptionalLong.of(pid);
        } catch (ReplicaException unknown) {
            return OptionalLong.empty();
        }
    }

    void awaitReady() throws ReplicaException {
        InspectContainerResponse.ContainerState now = inspect().getState();
        if (Boolean.TRUE.equals(now.getRunning())) {
            try {
                watch.awaitStart(ContainerWatch.instant(now.getStartedAt()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ReplicaException("interrupted while waiting for " + name, e);
            }
        }
        ready.until(name, place.now(), watch.log(), watch.end());
    }

    @Override
    public Optional<String> refusal(ReplicaAction action) {
        if (action instanceof ReplicaAction.Disconnect && place.isPublished()) {
            return Optional.of(
                    "disconnect of " + name + ": it is reached through a port published on this machine, whose"
                            + " proxy ends the connections at once; accepted where the container's own address is reached: on"
                            + " Linux, with an engine on this machine");
        }
        try {
            InspectContainerResponse now = inspect();
            return engine.call(action.label() + " " + name, () -> new Refusals(engine, now).of(action));
        } catch (ReplicaException unknown) {
            return Optional.of(String.valueOf(unknown.getMessage()));
        }
    }

    @Override
    public void begin(ReplicaAction action) throws ReplicaException {
        for (ReplicaAction other : ongoing.keySet()) {
            if (!OngoingFault.goTogether(action, other) || action.equals(other)) {
                throw new ReplicaException(action.label() + " of " + name + ": " + other.label()
                        + " has not ended there; accepted: after its end");
            }
        }
        Optional<String> refusal = refusal(action);
        if (refusal.isPresent()) {
            throw new ReplicaException(refusal.get());
        }
        InspectContainerResponse now = inspect();
        if (!Boolean.TRUE.equals(now.getState().getRunning())) {
            throw new ReplicaException(action.label() + " of " + name + ": it does not run, it is "
                    + now.getState().getStatus());
        }
        OngoingFault fault = new OngoingFault(rollback);
        boolean done = false;
        try {
            write(action, now, fault);
            watch.expect(action.label());
            act(action, fault);
            ongoing.put(action, fault);
            done = true;
        } catch (RollbackException e) {
            throw new ReplicaException(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            throw EngineFailure.of(engine.address(), action.label() + " " + name, e);
        } finally {
            if (!done) {
                watch.expect(EndsFile.ITSELF);
                fault.undo();
            }
        }
    }

    /** Writes down what undoes it; what is undone last is written first. */
    private void write(ReplicaAction action, InspectContainerResponse now, OngoingFault fault)
            throws RollbackException {
        EngineAddress at = engine.address();
        if (action instanceof ReplicaAction.Disconnect) {
            fault.write(ContainerUndo.networks(at, now));
        } else if (action instanceof ReplicaAction.Exec exec) {
            if (!exec.undo().isEmpty()) {
                fault.write(ContainerUndo.exec(at, now, exec.undo()));
            }
        } else {
            long settle = OngoingFault.settleMillis(action);
            fault.write(
                    OngoingFault.disrupts(action)
                            ? ContainerUndo.state(at, now, settle)
                            : ContainerUndo.running(at, now, settle));
            if (OngoingFault.limits(action)) {
                fault.write(ContainerUndo.limits(at, now));
            }
        }
    }

    private void act(ReplicaAction action, OngoingFault fault) throws ReplicaException {
        DockerClient client = engine.commands();
        if (action instanceof ReplicaAction.Pause) {
            client.pauseContainerCmd(id).exec();
        } else if (action instanceof ReplicaAction.Kill kill) {
            kill(kill.signal());
        } else if (action instanceof ReplicaAction.Stop stop) {
            stop(stop.graceNanos());
        } else if (action instanceof ReplicaAction.Restart restart) {
            stop(restart.graceNanos());
            start();
        } else if (action instanceof ReplicaAction.Disconnect disconnect) {
            new Connections(client, id).leave(disconnect.network());
        } else if (action instanceof ReplicaAction.Squeeze squeeze) {
            new Limits(client, id).squeeze(squeeze);
        } else if (action instanceof ReplicaAction.OutOfMemory) {
            oomKillsBefore = watch.use().oomKills();
            fault.repeat(new MemorySqueeze(client, id, watch));
        } else if (action instanceof ReplicaAction.CrashLoop loop) {
            kill("KILL");
            fault.repeat(new CrashLoop(this, loop.upNanos()));
        } else if (action instanceof ReplicaAction.Exec exec) {
            Execs.Ended ended = Execs.run(client, id, exec.command());
            if (ended.exit() != 0) {
                throw new ReplicaException(
                        "'" + String.join(" ", exec.command()) + "' in " + name + " " + ended.words());
            }
        }
    }

    /** Sends a signal; a container that has ended already is none to send it to. */
    void kill(String signal) {
        try {
            engine.commands().killContainerCmd(id).withSignal("SIG" + signal).exec();
        } catch (ConflictException ended) {
            return;
        }
    }

    void start() {
        try {
            engine.commands().startContainerCmd(id).exec();
        } catch (NotModifiedException runs) {
            return;
        }
    }

    private void stop(long graceNanos) {
        int seconds = (int) Math.max(0, (graceNanos + SECOND_NANOS - 1) / SECOND_NANOS);
        try {
            // A grace may be longer than any other answer takes.
            engine.streams().stopContainerCmd(id).withTimeout(seconds).exec();
        } catch (NotModifiedException ended) {
            return;
        }
    }

    /** Whether it runs now. */
    boolean isRunning() throws ReplicaException {
        return Boolean.TRUE.equals(inspect().getState().getRunning());
    }

    @Override
    public void end(ReplicaAction action) throws ReplicaException {
        OngoingFault fault = ongoing.remove(action);
        if (fault == null) {
            return;
        }
        Optional<OngoingFault> disruption = ongoing.entrySet().stream()
                .filter(other -> OngoingFault.disrupts(other.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        if (action instanceof ReplicaAction.Squeeze) {
            // What is meant to be down for another reason is not started by the end of this one.
            disruption.ifPresent(fault::leaveLastTo);
        }
        fault.undo();
        if (action instanceof ReplicaAction.OutOfMemory && watch.use().oomKills() == oomKillsBefore) {
            watch.surprise(
                    "oom of " + name + " had no effect: its limit came down to what it uses, and it asked for no more");
        }
        boolean down = disruption.isPresent()
                || ongoing.keySet().stream().anyMatch(ReplicaAction.Disconnect.class::isInstance);
        if (!down) {
            watch.expect(EndsFile.ITSELF);
            place.find();
            awaitReady();
        }
    }

    private InspectContainerResponse inspect() throws ReplicaException {
        return engine.call(
                "see " + name, () -> engine.commands().inspectContainerCmd(id).exec());
    }

    @Override
    public ReplicaUse use() {
        return watch.use();
    }

    /** Kills it as soon as it has been up for so long, and starts it again. */
    private record CrashLoop(ContainerReplica replica, long upNanos) implements Repeating.Task {
        @Override
        public long run() throws ReplicaException {
            if (replica.isRunning()) {
                replica.kill("KILL");
            }
            replica.start();
            replica.watch.expect("crash-loop");
            return TimeUnit.NANOSECONDS.toMillis(upNanos);
        }
    }
}
