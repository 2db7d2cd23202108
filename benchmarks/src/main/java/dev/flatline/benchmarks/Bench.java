package dev.flatline.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** {@code flatline bench}: lists the benchmarks, or runs one and leaves its JSON, log and table in a folder. */
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
                measure(suite, arguments.folderOf(suite), arguments.quick());
            }
            return OK;
        } catch (RunnerException | IOException failed) {
            err.println("flatline bench: " + failed.getMessage());
            return FAILED;
        }
    }

    private void list() {
        out.println("usage: flatline bench NAME… [--quick] [--out DIR]\n");
        Suite.all().forEach(suite -> out.printf(Locale.ROOT, "  %-12s %s%n", suite.name(), suite.description()));
    }

    private void measure(Suite suite, Path folder, boolean quick) throws RunnerException, IOException {
        Files.createDirectories(folder);
        Path json = folder.resolve("jmh.json");
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + suite.benchmark().getName().replace(".", "\\.") + "\\.")
                .shouldFailOnError(true)
                .resultFormat(ResultFormatType.JSON)
                .result(json.toString());
        if (quick) {
            TimeValue iteration = TimeValue.milliseconds(200);
            options.forks(1).warmupIterations(2).warmupTime(iteration);
            options.measurementIterations(3).measurementTime(iteration);
        }
        out.println(suite.name() + ": " + suite.description());
        out.println("on " + Machine.describe() + (quick ? ", --quick: too short to quote" : "") + "\n");

        Collection<RunResult> results;
        try (PrintStream log = new PrintStream(folder.resolve("jmh.log").toFile(), StandardCharsets.UTF_8)) {
            results = new Runner(options.build(), new Progress(out, log)).run();
        }
        String table = new ResultTable(suite, results).render();
        Files.writeString(folder.resolve("table.txt"), Machine.describe() + "\n\n" + table);
        out.println("\n" + table + "\n" + folder);
    }
}
