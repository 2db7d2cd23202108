package dev.flatline.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code flatline bench} was asked for.
 *
 * @param suites what to run, in order; empty means list them
 * @param extent how much of them to run
 * @param out the folder for the results; each suite gets a folder in it
 */
record BenchArguments(List<Suite> suites, Extent extent, Path out) {

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException with a line for the user about an unknown name or option
     */
    static BenchArguments parse(String... args) {
        List<Suite> suites = new ArrayList<>();
        Extent extent = Extent.USUAL;
        Path out = Path.of("results");
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--help", "-h" -> {
                    return new BenchArguments(List.of(), extent, out);
                }
                case "--quick" -> extent = Extent.QUICK;
                case "--full" -> extent = Extent.FULL;
                case "--out" -> {
                    if (++i == args.length) {
                        throw new IllegalArgumentException("--out needs a folder");
                    }
                    out = Path.of(args[i]);
                }
                default -> suites.add(suite(args[i]));
            }
        }
        return new BenchArguments(List.copyOf(suites), extent, out);
    }

    Path folderOf(Suite suite) {
        return out.resolve("bench-" + suite.name());
    }

    private static Suite suite(String name) {
        return Suite.all().stream()
                .filter(suite -> suite.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no benchmark or option is called '" + name
                        + "'; there are: " + String.join(", ", Suite.names()) + ", --quick, --full, --out DIR"));
    }
}
