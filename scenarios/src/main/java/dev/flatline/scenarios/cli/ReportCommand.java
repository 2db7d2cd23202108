package dev.flatline.scenarios.cli;

import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code flatline report}: renders the report again from the files of a run. */
@Command(name = "report", description = "Render the report of a result folder again, from its files.")
final class ReportCommand implements Callable<Integer> {

    private final Engines engines;
    private final Environment environment;

    @Parameters(paramLabel = "DIR", description = "a result folder")
    private Path folder = Path.of("");

    ReportCommand(Engines engines, Environment environment) {
        this.engines = engines;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (!Files.isDirectory(folder)) {
            throw new FlatlineException(
                    ExitStatus.USAGE, folder + ": found no such folder; accepted: the result folder of a run");
        }
        environment.out().println("Report: " + engines.report().apply(folder));
        return 0;
    }
}
