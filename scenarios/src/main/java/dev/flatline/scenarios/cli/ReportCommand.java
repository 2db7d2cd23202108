package dev.flatline.scenarios.cli;

import dev.flatline.report.files.ResultFolder;
import dev.flatline.report.files.ResultFolderException;
import dev.flatline.report.words.Standing;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        Path report = engines.report().apply(folder);
        notices(folder).forEach(environment.out()::println);
        environment.out().println("Report: " + report);
        return 0;
    }

    /** That the run did not come to its end, and what is wrong with its files. */
    private static List<String> notices(Path folder) {
        try {
            ResultFolder result = ResultFolder.open(folder);
            double measured = Standing.measuredSeconds(result.summary(), result.seconds());
            List<String> notices = new ArrayList<>();
            Standing.notice(result.summary(), measured, result.beingWritten()).ifPresent(notices::add);
            notices.addAll(result.notes());
            return notices;
        } catch (ResultFolderException unreadable) {
            throw new FlatlineException(ExitStatus.USAGE, String.valueOf(unreadable.getMessage()), unreadable);
        }
    }
}
