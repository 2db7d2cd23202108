package dev.flatline.benchmarks;

import dev.flatline.benchmarks.fleet.FleetSuite;
import dev.flatline.benchmarks.proxy.ProxySuite;
import dev.flatline.benchmarks.server.ServerSuite;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** One name that {@code flatline bench} accepts, and what it runs. */
public interface Suite {

    /** The word on the command line. */
    String name();

    /** One line for the list. */
    String description();

    /**
     * Measures, prints progress and a readable result, and leaves its files in a folder.
     *
     * @throws IOException with a line for the user about what failed
     */
    void run(Extent extent, Path folder, PrintStream out) throws IOException;

    /** Every suite, in the order of the list. */
    static List<Suite> all() {
        return List.of(JmhSuite.HEARTBEAT, new ServerSuite(), new FleetSuite(), new ProxySuite());
    }

    /** The names that the command line accepts. */
    static List<String> names() {
        return all().stream().map(Suite::name).toList();
    }
}
