package dev.flatline.scenarios.cli;

import dev.flatline.report.compare.CompareJson;
import dev.flatline.report.compare.Comparison;
import dev.flatline.report.compare.Side;
import dev.flatline.report.files.ResultFolderException;
import dev.flatline.report.files.WholeFile;
import dev.flatline.report.html.CompareHtml;
import dev.flatline.report.markdown.CompareMarkdown;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.unit.Quantity;
import dev.flatline.scenarios.view.CompareLines;
import dev.flatline.scenarios.view.Screen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flatline compare}: what changed between runs, and whether it is more than noise. */
@Command(
        name = "compare",
        description = "Compare runs: side by side, with a verdict for each number that knows of noise.",
        footer = {
            "",
            "A SIDE is a result folder, a folder of result folders (several runs of the same), or several with commas between."
                    + " The first is the baseline.",
            "Exit code 99 with --fail-on regression, if something that decides is worse or an objective is newly missed;"
                    + " 5 if every run of a side is INVALID, so that there is no verdict.",
            "",
            "flatline compare runs/before runs/after --html changed.html",
            "flatline compare baseline candidate --tolerance 15%% --metric outage=25%% --fail-on regression"
        })
final class CompareCommand implements Callable<Integer> {

    private static final String REGRESSION = "regression";

    private final Environment environment;

    @Parameters(paramLabel = "SIDE", arity = "2..*", description = "the baseline, then one or more to hold against it")
    private List<String> sides = new ArrayList<>();

    @Option(
            names = "--tolerance",
            paramLabel = "SHARE",
            defaultValue = "10%",
            description = "a difference up to this share of the baseline does not matter (default: 10%%)")
    private String tolerance = "10%";

    @Option(
            names = "--metric",
            paramLabel = "NAME=SHARE",
            description = "the same for a metric, such as outage=25%%; may be repeated")
    private List<String> metrics = new ArrayList<>();

    @Option(names = "--all", description = "show every number, not only those that decide or changed")
    private boolean all;

    @Option(names = "--html", paramLabel = "FILE", description = "write a page with the values of all runs")
    private Optional<Path> html = Optional.empty();

    @Option(names = "--markdown", paramLabel = "FILE", description = "write a table for the page of a CI")
    private Optional<Path> markdown = Optional.empty();

    @Option(names = "--json", paramLabel = "FILE", description = "write everything for programs")
    private Optional<Path> json = Optional.empty();

    @Option(names = "--fail-on", paramLabel = REGRESSION, description = "end with 99 on a regression")
    private Optional<String> failOn = Optional.empty();

    CompareCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        failOn.filter(what -> !what.equals(REGRESSION)).ifPresent(what -> {
            throw usage("--fail-on: found '" + what + "'; accepted: " + REGRESSION);
        });
        double most = share("--tolerance", tolerance);
        Map<String, Double> own = own();
        try {
            List<Side> read = new ArrayList<>();
            for (String side : sides) {
                read.add(Side.read(side));
            }
            Comparison comparison = Comparison.of(read, most, own);
            own.keySet().stream().filter(name -> !comparison.knows(name)).forEach(name -> {
                throw usage("--metric: no number of these runs is called '" + name
                        + "'; accepted: a name of the table, such as" + " outage or outage.p99{fault=0}");
            });
            show(comparison);
            return failOn.isEmpty() ? 0 : status(comparison);
        } catch (ResultFolderException refused) {
            throw usage(String.valueOf(refused.getMessage()));
        }
    }

    private static int status(Comparison comparison) {
        if (comparison.isRegression()) {
            return ExitStatus.MISSED.code();
        }
        return comparison.isInvalid() ? ExitStatus.INVALID.code() : 0;
    }

    private void show(Comparison comparison) throws ResultFolderException {
        Screen screen = environment.screen().get();
        CompareLines.of(comparison, screen.style(), all).forEach(screen.out()::println);
        if (html.isPresent()) {
            WholeFile.write(html.get(), CompareHtml.page(comparison));
            screen.out().println("Page: " + html.get());
        }
        if (markdown.isPresent()) {
            WholeFile.write(markdown.get(), CompareMarkdown.text(comparison));
        }
        if (json.isPresent()) {
            WholeFile.write(json.get(), CompareJson.text(comparison));
        }
        screen.out().flush();
    }

    private Map<String, Double> own() {
        Map<String, Double> own = new LinkedHashMap<>();
        for (String metric : metrics) {
            int equals = metric.lastIndexOf('=');
            if (equals < 1) {
                throw usage("--metric: found '" + metric + "'; accepted: NAME=SHARE, such as outage=25%");
            }
            own.put(metric.substring(0, equals), share("--metric " + metric, metric.substring(equals + 1)));
        }
        return own;
    }

    private static double share(String option, String text) {
        try {
            return Quantity.share(text);
        } catch (IllegalArgumentException refused) {
            throw usage(option + ": " + refused.getMessage());
        }
    }

    private static FlatlineException usage(String message) {
        return new FlatlineException(ExitStatus.USAGE, message);
    }
}
