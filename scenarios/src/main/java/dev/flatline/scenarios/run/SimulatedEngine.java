package dev.flatline.scenarios.run;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.flatline.core.measure.MeterPlan;
import dev.flatline.core.measure.RunResult;
import dev.flatline.core.measure.RunResult.State;
import dev.flatline.core.seed.Seeds;
import dev.flatline.core.time.VirtualTime;
import dev.flatline.scenarios.Scenario;
import dev.flatline.simulation.NetworkModel;
import dev.flatline.simulation.Simulation;
import dev.flatline.simulation.SimulationPlan;
import java.time.Clock;
import java.util.Optional;

/** Runs a scenario in virtual time: the same files as the real engine, in seconds instead of minutes. */
public final class SimulatedEngine implements Engine {

    /** Short enough that an interrupt is noticed in time, with a million clients as well. */
    private static final long SLICE_NANOS = MILLISECONDS.toNanos(10);

    private static final long LOOK_NANOS = MILLISECONDS.toNanos(250);

    private final Clock clock;
    private volatile boolean interrupted;

    /** Creates an engine; the clock says when the run was started, and nothing else. */
    public SimulatedEngine(Clock clock) {
        this.clock = clock;
    }

    @Override
    public RunResult run(RunRequest request, ProgressListener progress) {
        Scenario scenario = request.scenario();
        VirtualTime time = new VirtualTime();
        long origin = time.nanoTime();
        MeterPlan plan = new MeterPlan(scenario.load(), origin, Optional.of(scenario.serverRule()), true);
        RunIdentity identity = new RunIdentity("simulated", "simulated server", clock.instant());
        try (RunOutput output = new RunOutput(
                request, identity.of(request), Environments.describe("simulated"), plan, new Failures())) {
            new Simulation(plan(scenario), time, output.recorder().events()).start();
            long end = origin + scenario.durationNanos();
            while (time.nanoTime() < end && !interrupted && !output.isToStop()) {
                time.runUntil(Math.min(end, time.nanoTime() + SLICE_NANOS));
                output.advance(time.nanoTime());
                if ((time.nanoTime() - origin) % LOOK_NANOS == 0) {
                    progress.onProgress(output.progress(time.nanoTime() - origin));
                }
            }
            return output.finish(ended(output), time.nanoTime());
        }
    }

    @Override
    public void interrupt() {
        interrupted = true;
    }

    private State ended(RunOutput output) {
        if (output.isToStop()) {
            return State.ABORTED;
        }
        return interrupted ? State.INTERRUPTED : State.COMPLETED;
    }

    private static SimulationPlan plan(Scenario scenario) {
        return new SimulationPlan(
                new Seeds(scenario.seed()),
                scenario.load(),
                scenario.serverRule(),
                scenario.server().dialect(),
                scenario.server().heartbeat().detector(),
                scenario.faults(),
                NetworkModel.LOOPBACK);
    }
}
