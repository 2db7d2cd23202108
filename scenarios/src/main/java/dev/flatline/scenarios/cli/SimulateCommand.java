package dev.flatline.scenarios.cli;

import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.OneDialect;
import dev.flatline.scenarios.Scenario;
import dev.flatline.scenarios.run.Processes;
import dev.flatline.simulation.SimulationPlan;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code flatline simulate}: a scenario in virtual time. */
@Command(name = "simulate", description = "Run a scenario in virtual time: same seed, same result.")
final class SimulateCommand implements Callable<Integer> {

    private final Engines engines;
    private final Environment environment;

    @Mixin
    private final ScenarioOptions options = new ScenarioOptions();

    SimulateCommand(Engines engines, Environment environment) {
        this.engines = engines;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Scenario scenario = options.load(List.of()).onOurServer();
        OneDialect.problemAmong(scenario.load()).ifPresent(problem -> {
            throw new FlatlineException(ExitStatus.USAGE, "clients: " + problem + " with flatline run");
        });
        refuseWhatIsNotModelled(scenario);
        String command = options.command("simulate", List.of());
        return new RunSession(environment)
                .run(engines.simulated().get(), new RunSession.Job(scenario, command, Processes.ONE), options)
                .code();
    }

    private static void refuseWhatIsNotModelled(Scenario scenario) {
        for (ScheduledFault entry : scenario.faults().faults()) {
            if (entry.fault() instanceof Fault.OnReplicas) {
                throw new FlatlineException(
                        ExitStatus.USAGE,
                        scenario.name() + ": timeline[" + entry.index() + "].fault: found '"
                                + entry.fault().label()
                                + "', which is done to containers and processes and is not simulated; accepted: fault: "
                                + String.join(", ", SimulationPlan.MODELLED)
                                + " (blackhole is like a pause, server-restart like a kill)");
            }
            if (!SimulationPlan.models(entry.fault())) {
                throw new FlatlineException(
                        ExitStatus.USAGE,
                        scenario.name() + ": timeline[" + entry.index() + "].toxic: found '"
                                + entry.fault().label() + "', which is not simulated; accepted: fault: "
                                + String.join(", ", SimulationPlan.MODELLED) + " (flatline run does toxics)");
            }
        }
    }
}
