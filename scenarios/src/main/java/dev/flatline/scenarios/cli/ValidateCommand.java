package dev.flatline.scenarios.cli;

import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.Scenario;
import dev.flatline.scenarios.file.ScenarioFiles;
import dev.flatline.scenarios.unit.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code flatline validate}: reads scenario files and reports every mistake. */
@Command(name = "validate", description = "Check scenario files and report every mistake.")
final class ValidateCommand implements Callable<Integer> {

    private final Environment environment;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "files, or bundled names")
    private List<String> files = new ArrayList<>();

    ValidateCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        boolean good = true;
        for (String file : files) {
            good &= validate(file);
        }
        return good ? 0 : ExitStatus.USAGE.code();
    }

    private boolean validate(String file) {
        try {
            Scenario scenario = ScenarioFiles.load(file, List.of());
            environment
                    .out()
                    .println(String.format(
                            Locale.ROOT,
                            "%s: good: %,d clients, %s, %d faults, %d objectives",
                            file,
                            scenario.load().clients(),
                            Durations.text(scenario.durationNanos()),
                            scenario.faults().faults().size(),
                            scenario.objectives().size()));
            Arrived.warning(scenario).ifPresent(text -> environment.err().println(file + ": warning: " + text));
            return true;
        } catch (FlatlineException refused) {
            environment.err().println(refused.text());
            return false;
        }
    }
}
