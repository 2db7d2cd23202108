package dev.flatline.benchmarks;

import dev.flatline.benchmarks.Section.Source;
import dev.flatline.benchmarks.heartbeat.ChurnBenchmark;
import dev.flatline.benchmarks.heartbeat.CpuTime;
import dev.flatline.benchmarks.heartbeat.NettyWheelBenchmark;
import dev.flatline.benchmarks.heartbeat.NettyWheelJobBenchmark;
import dev.flatline.benchmarks.heartbeat.PlainReadBenchmark;
import dev.flatline.benchmarks.heartbeat.SweepBenchmark;
import dev.flatline.benchmarks.heartbeat.TouchBenchmark;
import dev.flatline.benchmarks.heartbeat.WholeJobBenchmark;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Benchmarks that JMH runs: JSON, log, tables and a chart.
 *
 * @param sections its tables, in order; the last one is charted too
 */
record JmhSuite(String name, String description, List<Section> sections) implements Suite {

    /** The heading of Netty's timer with a thread of its own. */
    private static final String NETTY_WHEEL = "netty-wheel";

    /** Finding silent connections. */
    static final Suite HEARTBEAT = new JmhSuite(
            "heartbeat",
            "finding silent connections: five detectors, Netty's and Agrona's timers",
            List.of(
                    new Section(
                            "touch: a sign of life of a random connection",
                            List.of(
                                    new Source(TouchBenchmark.class, "touch", ""),
                                    new Source(NettyWheelBenchmark.class, "touch", NETTY_WHEEL))),
                    new Section(
                            "sweep: one look at all connections, a share of which has expired",
                            List.of(
                                    new Source(PlainReadBenchmark.class, "read", "plain-read"),
                                    new Source(SweepBenchmark.class, "sweep", ""))),
                    new Section(
                            "churn: a connection leaves and another comes",
                            List.of(
                                    new Source(ChurnBenchmark.class, "replace", ""),
                                    new Source(NettyWheelBenchmark.class, "replace", NETTY_WHEEL))),
                    new Section(
                            "whole job: one second of it, each connection heard once in 25 s, a sweep each second",
                            List.of(
                                    new Source(WholeJobBenchmark.class, "second", ""),
                                    new Source(NettyWheelJobBenchmark.class, "second", NETTY_WHEEL)))));

    @Override
    public void run(Extent extent, Path folder, PrintStream out) throws IOException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .shouldFailOnError(true)
                .addProfiler(CpuTime.class)
                .addProfiler(GCProfiler.class)
                .resultFormat(ResultFormatType.JSON)
                .result(folder.resolve("jmh.json").toString());
        sections.forEach(section -> section.includes().forEach(options::include));
        apply(extent, options);

        Collection<RunResult> results;
        try (PrintStream log = new PrintStream(folder.resolve("jmh.log").toFile(), StandardCharsets.UTF_8)) {
            results = new Runner(options.build(), new Progress(out, log)).run();
        } catch (RunnerException failed) {
            throw new IOException(failed.getMessage(), failed);
        }
        String tables = sections.stream()
                .map(section -> new ResultTable(section, results).render())
                .collect(Collectors.joining("\n"));
        Files.writeString(folder.resolve("table.md"), Machine.describe(extent) + "\n\n" + tables);
        Section charted = sections.get(sections.size() - 1);
        JobChart chart = new JobChart(new ResultTable(charted, results).series());
        Files.writeString(folder.resolve("chart.svg"), chart.render("Processor time of " + charted.title()));
        out.println("\n" + tables + "\n" + folder + ": jmh.json, jmh.log, table.md, chart.svg");
    }

    private static void apply(Extent extent, ChainedOptionsBuilder options) {
        switch (extent) {
            case QUICK -> {
                TimeValue iteration = TimeValue.milliseconds(100);
                options.warmupIterations(1).warmupTime(iteration);
                options.measurementIterations(2).measurementTime(iteration);
                options.param("connections", "1000").param("expiredPercent", "1");
            }
            case USUAL -> {}
            case FULL -> options.param("connections", "1000", "10000", "100000", "1000000");
        }
    }
}
