package dev.flatline.scenarios.cli;

import dev.flatline.scenarios.Scenario;
import dev.flatline.scenarios.doctor.Machine;
import dev.flatline.scenarios.doctor.Mode;
import dev.flatline.scenarios.doctor.Preflight;
import dev.flatline.scenarios.doctor.Setup;
import dev.flatline.scenarios.run.Processes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flatline run}: a scenario on real sockets. */
@Command(name = "run", description = "Run a scenario on real sockets.")
final class RunCommand implements Callable<Integer> {

    private final Engines engines;
    private final Environment environment;

    @Mixin
    private final ScenarioOptions options = new ScenarioOptions();

    @Option(
            names = "--target",
            paramLabel = "URL",
            description =
                    "a server of yours, such as ws://127.0.0.1:9000/ or wss://example.org/, in place of the scenario's"
                            + " targets; may be repeated (default: an embedded server)")
    private List<String> targets = new ArrayList<>();

    @Mixin
    private final ProcessOptions processes = new ProcessOptions();

    RunCommand(Engines engines, Environment environment) {
        this.engines = engines;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Scenario scenario = options.load(targets);
        Machine machine = environment.machine().get();
        Processes into = processes.decide(scenario, machine);
        if (into.several() && !processes.given()) {
            environment.err().println("flatline: the server runs in a process of its own: one cannot hold both");
        }
        if (!into.several()) {
            boolean foreign = scenario.targets().isForeign();
            Setup setup = Setup.of(Mode.of(scenario.usesProxy(foreign), !foreign));
            Preflight.check(scenario.load().clients(), ProcessOptions.onItsSources(setup, scenario), machine);
        }
        String command = options.command("run", targets) + processes.text();
        return new RunSession(environment)
                .run(engines.real().get(), new RunSession.Job(scenario, command, into), options)
                .code();
    }
}
