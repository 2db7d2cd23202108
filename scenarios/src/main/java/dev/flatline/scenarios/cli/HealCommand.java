package dev.flatline.scenarios.cli;

import dev.flatline.chaos.rollback.Heal;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.replica.Healers;
import dev.flatline.scenarios.replica.RunHome;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code flatline heal}: puts back what killed runs have left. */
@Command(
        name = "heal",
        description =
                "Put back what runs that were killed have left: containers, networks, limits, processes, packet filters.",
        footer = {"", "flatline heal --dry-run", "flatline heal"})
final class HealCommand implements Callable<Integer> {

    private final Environment environment;

    @Option(names = "--dry-run", description = "say what would be done, and do nothing")
    private boolean dryRun;

    HealCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Path state = RunHome.of(environment.variables(), environment.err()).state();
        Heal.Outcome outcome = dryRun ? Heal.dryRun(state, Healers.all()) : Heal.all(state, Healers.all());
        outcome.told().forEach(environment.out()::println);
        outcome.alive().forEach(run -> environment.out().println("run " + run + " goes on and was left alone"));
        if (outcome.told().isEmpty() && outcome.problems().isEmpty()) {
            environment.out().println("nothing to put back in " + state);
        }
        outcome.problems().forEach(problem -> environment.err().println("flatline: " + problem));
        return outcome.problems().isEmpty() ? 0 : ExitStatus.MACHINE.code();
    }
}
