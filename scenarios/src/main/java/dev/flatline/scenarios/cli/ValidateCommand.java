package dev.flatline.scenarios.cli;

import dev.flatline.core.text.Durations;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.Scenario;
import dev.flatline.scenarios.file.ScenarioFiles;
import dev.flatline.scenarios.run.Mismatches;
import dev.flatline.scenarios.run.ReusedRows;
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
            Scenario scenario = ScenarioFiles.check(file);
            environment
                    .out()
                    .println(String.format(
                            Locale.ROOT,
                            "%s: good: %s, %s, %s, %s",
                            file,
                            things(scenario.load().clients(), "client"),
                            Durations.text(scenario.durationNanos()),
                            things(scenario.faults().faults().size(), "fault"),
                            things(scenario.objectives().size(), "objective")));
            Arrived.warning(scenario).ifPresent(text -> warn(file, text));
            boolean foreign = scenario.targets().isForeign();
            Unnoticed.warnings(scenario, foreign).forEach(text -> warn(file, text));
            Mismatches.of(scenario, foreign).forEach(text -> warn(file, text));
            ReusedRows.of(scenario).forEach(text -> warn(file, text));
            return true;
        } catch (FlatlineException refused) {
            environment.err().println(refused.text());
            return false;
        }
    }

    private void warn(String file, String text) {
        environment.err().println(file + ": warning: " + text);
    }

    private static String things(int count, String thing) {
        return String.format(Locale.ROOT, "%,d %s%s", count, thing, count == 1 ? "" : "s");
    }
}
