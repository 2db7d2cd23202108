package dev.flatline.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code flatline bench} was asked for.
 *
 * @param suites what to run, in order; empty means list them
 * @param quick short iterations that prove that a benchmark runs and whose figures mean little
 * @param out the folder for the results; each suite gets a folder in it
 */
record BenchArguments(List<Suite> suites, boolean quick, Path out) {

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException with a line for the user about an unknown name or option
     */
    static BenchArguments parse(String... args) {
        List<Suite> suites = new ArrayList<>();
        boolean quick = false;
        Path out = Path.of("results");
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--help", "-h" -> {
                    return new BenchArguments(List.of(), false, out);
                }
                case "--quick" -> quick = true;
                case "--out" -> {
                    if (++i == args.length) {
                        throw new IllegalArgumentException("--out needs a folder");
                    }
                    out = Path.of(args[i]);
                }
                default -> suites.add(suite(args[i]));
            }
        }
        return new BenchArguments(List.copyOf(suites), quick, out);
    }

    Path folderOf(Suite suite) {
        return out.resolve("bench-" + suite.name());
    }

    private static Suite suite(String name) {
        return Suite.all().stream()
                .filter(suite -> suite.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no benchmark or option is called '" + name
                        + "'; there are: " + String.join(", ", Suite.names()) + ", --quick, --out DIR"));
    }
}
