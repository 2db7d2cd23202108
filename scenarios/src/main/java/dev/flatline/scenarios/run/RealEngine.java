package dev.flatline.scenarios.run;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.flatline.chaos.ToxicFaults;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.load.MessagePlan;
import dev.flatline.core.measure.MeterPlan;
import dev.flatline.core.measure.RunResult;
import dev.flatline.core.measure.RunResult.State;
import dev.flatline.core.time.Timers;
import dev.flatline.loadgen.Destination;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.Scenario;
import dev.flatline.scenarios.replica.RunHome;
import dev.flatline.scenarios.shard.NetworkLimits;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Runs a scenario over real TCP on loopback: server, proxy and fleet in this process, or proxy and fleet in front of a
 * server that nobody here wrote.
 */
public final class RealEngine implements Engine {

    private static final long LEAD_NANOS = MILLISECONDS.toNanos(500);
    private static final long LOOK_NANOS = MILLISECONDS.toNanos(250);

    private final Clock clock;
    private final RunHome home;
    private final CountDownLatch interrupted = new CountDownLatch(1);

    /**
     * Creates an engine.
     *
     * @param clock says when the run was started, and nothing else
     * @param home where what is done outside of the run is written down
     */
    public RealEngine(Clock clock, RunHome home) {
        this.clock = clock;
        this.home = home;
    }

    @Override
    public RunResult run(RunRequest request, ProgressListener progress) {
        Scenario scenario = request.scenario();
        boolean foreign = scenario.targets().isForeign();
        if (foreign) {
            refusePushes(scenario);
        }
        if (request.processes().several() && ToxicFaults.losePackets(scenario.faults())) {
            throw new FlatlineException(
                    ExitStatus.USAGE,
                    "half_open, mode kernel: found in a run of several processes; accepted: one process, so fewer clients, or"
                            + " mode drop");
        }
        Failures failures = new Failures();
        home.heal(scenario.targets().replicas().isPresent());
        RunResult result = null;
        try (Stage stage = new Stage(failures)) {
            result = run(stage, request, failures, progress);
            return result;
        } catch (FlatlineException e) {
            if (result == null) {
                // What closing the stage could not put back is to be heard of, too.
                for (Throwable left : e.getSuppressed()) {
                    home.notes().accept("warning: " + left.getMessage());
                }
                throw e;
            }
            throw new NotPutBackException(result, e);
        }
    }

    private RunResult run(Stage stage, RunRequest request, Failures failures, ProgressListener progress) {
        Scenario scenario = request.scenario();
        boolean foreign = scenario.targets().isForeign();
        stage.losePackets(scenario, home, clock);
        List<Destination> targets = scenario.targets()
                .replicas()
                .map(plan -> stage.launch(plan, request, launch(scenario)))
                .orElse(scenario.targets().targets());
        TargetCheck.reach(scenario, targets, stage.fleetLoops());
        if (request.processes().several()) {
            return new ShardedRun(clock, interrupted, request).run(stage, progress);
        }
        long origin = stage.clock().nanoTime() + LEAD_NANOS;
        RunIdentity identity = new RunIdentity("real", scenario.targets().words(), clock.instant());
        try (RunOutput output = new RunOutput(
                request,
                identity.of(request),
                Environments.describe(stage.transport()),
                plan(scenario, foreign, origin),
                failures)) {
            if (foreign) {
                warnOfForeign(scenario, output);
            }
            output.measuredBy(stage.clock()::nanoTime);
            start(stage, scenario, output, origin);
            State ended = watch(scenario, stage.clock(), origin, output, progress);
            tellLimits(stage.network().limits(), failures, output);
            stage.surprises().forEach(output::warn);
            return output.finish(ended, stage.clock().nanoTime());
        }
    }

    private Launch launch(Scenario scenario) {
        Instant now = clock.instant();
        return new Launch(home, RunHome.unique(scenario.name(), now), now, () -> interrupted.getCount() == 0);
    }

    @Override
    public void interrupt() {
        interrupted.countDown();
    }

    static void tellLimits(NetworkLimits network, Failures failures, RunOutput output) {
        if (network.resourceFailures() > 0) {
            failures.tell("the proxy ran out of file descriptors or ports " + network.resourceFailures()
                    + " times: this machine was the bottleneck; use fewer clients, or see flatline doctor");
        }
        if (network.ghostOverflows() > 0) {
            failures.tell(
                    network.ghostOverflows() + " connections that clients had given up during a fault could not be kept"
                            + " open until it ended: the server heard of them too early");
        }
        if (network.delayedPauses() > 0) {
            output.warn(
                    "a sender was held back " + network.delayedPauses()
                            + " times, because a latency fault had too many bytes on the wire: those waited longer than asked for");
        }
    }

    /** A run that cannot begin leaves no folder behind. */
    private static void start(Stage stage, Scenario scenario, RunOutput output, long origin) {
        try {
            stage.start(scenario, output.recorder(), origin);
        } catch (RuntimeException e) {
            output.discard();
            throw e;
        }
    }

    /** Looks at the run until it is over, and says how it ended. */
    private State watch(Scenario scenario, Timers time, long origin, RunOutput output, ProgressListener progress) {
        long end = origin + scenario.durationNanos();
        for (long now = time.nanoTime(); now - end < 0; now = time.nanoTime()) {
            if (interruptedWithin(Math.min(LOOK_NANOS, end - now))) {
                return State.INTERRUPTED;
            }
            long seen = time.nanoTime();
            output.advance(seen);
            progress.onProgress(output.progress(seen - origin));
            if (output.isToStop()) {
                return State.ABORTED;
            }
        }
        return State.COMPLETED;
    }

    private boolean interruptedWithin(long nanos) {
        try {
            return interrupted.await(nanos, NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** A foreign server knows nothing of the messages that it is to push. */
    private static void refusePushes(Scenario scenario) {
        scenario.load().groups().stream()
                .filter(group -> group.client().messages().are(MessagePlan.Kind.PUSH))
                .findFirst()
                .ifPresent(group -> {
                    throw new FlatlineException(
                            ExitStatus.USAGE,
                            "clients." + group.name()
                                    + ".messages.kind: found 'push' with a target; accepted: echo, room, none, or the"
                                    + " embedded server, which is the only one that pushes");
                });
    }

    static MeterPlan plan(Scenario scenario, boolean foreign, long origin) {
        return new MeterPlan(
                scenario.load(), origin, foreign ? Optional.empty() : Optional.of(scenario.serverRule()), false);
    }

    static void warnOfForeign(Scenario scenario, RunOutput output) {
        if (scenario.targets().isSecure() && scenario.usesProxy(true)) {
            output.warn(
                    "the proxy speaks TLS to the wss targets in the clients' stead: connect.tls is not measured, and faults"
                            + " leave TLS alone; with inject: client, the clients speak it themselves");
        }
        output.warn(
                "the server is not Flatline's: what only the server sees (its detection, its ghosts) is not observable,"
                        + " and detect.missed counts the clients' side alone");
        boolean restarts =
                scenario.faults().faults().stream().anyMatch(entry -> entry.fault() instanceof Fault.ServerRestart);
        if (restarts) {
            output.warn("server-restart was acted by a fault that reset every connection and turned new ones away:"
                    + " the server itself was not restarted");
        }
    }
}
