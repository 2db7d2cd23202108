package dev.flatline.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** {@code flatline bench}: lists the suites, or runs some and leaves the files of each in a folder. */
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
        } catch (IOException failed) {
            err.println("flatline bench: " + failed.getMessage());
            return FAILED;
        }
    }

    private void list() {
        out.println("usage: flatline bench NAME… [--quick|--full] [--out DIR]\n");
        Suite.all().forEach(suite -> out.printf(Locale.ROOT, "  %-12s %s%n", suite.name(), suite.description()));
    }

    private void measure(Suite suite, Path folder, Extent extent) throws IOException {
        Files.createDirectories(folder);
        out.println(suite.name() + ": " + suite.description() + "\non " + Machine.describe(extent) + "\n");
        suite.run(extent, folder, out);
    }
}
