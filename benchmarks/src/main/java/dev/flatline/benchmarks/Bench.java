package dev.flatline.benchmarks;

import dev.flatline.benchmarks.heartbeat.CpuTime;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** {@code flatline bench}: lists the benchmarks, or runs one and leaves its JSON, log, tables and chart in a folder. */
public final class Bench {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private final PrintStream out;
    private final PrintStream err;

    Bench(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        System.exit(new Bench(System.out, System.err).run(args));
    }

    /** Runs the command and returns its exit code: 0 done, 1 a benchmark failed, 2 wrong arguments. */
    int run(String... args) {
        BenchArguments arguments;
        try {
            arguments = BenchArguments.parse(args);
        } catch (IllegalArgumentException wrong) {
            err.println("flatline bench: " + wrong.getMessage());
            return USAGE;
        }
        if (arguments.suites().isEmpty()) {
            list();
            return OK;
        }
        try {
            for (Suite suite : arguments.suites()) {
                measure(suite, arguments.folderOf(suite), arguments.extent());
            }
            return OK;
        } catch (RunnerException | IOException failed) {
            err.println("flatline bench: " + failed.getMessage());
            return FAILED;
        }
    }

    private void list() {
        out.println("usage: flatline bench NAME… [--quick|--full] [--out DIR]\n");
        Suite.all().forEach(suite -> out.printf(Locale.ROOT, "  %-12s %s%n", suite.name(), suite.description()));
    }

    private void measure(Suite suite, Path folder, Extent extent) throws RunnerException, IOException {
        Files.createDirectories(folder);
        ChainedOptionsBuilder options = new OptionsBuilder()
                .shouldFailOnError(true)
                .addProfiler(CpuTime.class)
                .addProfiler(GCProfiler.class)
                .resultFormat(ResultFormatType.JSON)
                .result(folder.resolve("jmh.json").toString());
        suite.sections().forEach(section -> section.includes().forEach(options::include));
        extent.applyTo(options);
        String machine = Machine.describe() + (extent == Extent.QUICK ? "; --quick: too short to quote" : "");
        out.println(suite.name() + ": " + suite.description() + "\non " + machine + "\n");

        Collection<RunResult> results;
        try (PrintStream log = new PrintStream(folder.resolve("jmh.log").toFile(), StandardCharsets.UTF_8)) {
            results = new Runner(options.build(), new Progress(out, log)).run();
        }
        String tables = suite.sections().stream()
                .map(section -> new ResultTable(section, results).render())
                .collect(Collectors.joining("\n"));
        Files.writeString(folder.resolve("table.md"), machine + "\n\n" + tables);
        Section charted = suite.sections().get(suite.sections().size() - 1);
        JobChart chart = new JobChart(new ResultTable(charted, results).series());
        Files.writeString(folder.resolve("chart.svg"), chart.render("Processor time of " + charted.title()));
        out.println("\n" + tables + "\n" + folder + ": jmh.json, jmh.log, table.md, chart.svg");
    }
}
