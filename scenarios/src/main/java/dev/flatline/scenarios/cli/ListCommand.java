package dev.flatline.scenarios.cli;

import dev.flatline.scenarios.file.ScenarioFiles;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code flatline list}: the bundled scenarios. */
@Command(name = "list", description = "List the bundled scenarios.")
final class ListCommand implements Callable<Integer> {

    private final Environment environment;

    ListCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        for (String name : ScenarioFiles.bundled()) {
            String description = ScenarioFiles.load(name, List.of()).description();
            environment.out().println(String.format(Locale.ROOT, "%-20s %s", name, description));
        }
        return 0;
    }
}
