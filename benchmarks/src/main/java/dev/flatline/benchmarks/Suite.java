package dev.flatline.benchmarks;

import dev.flatline.benchmarks.Section.Source;
import dev.flatline.benchmarks.heartbeat.ChurnBenchmark;
import dev.flatline.benchmarks.heartbeat.NettyWheelBenchmark;
import dev.flatline.benchmarks.heartbeat.NettyWheelJobBenchmark;
import dev.flatline.benchmarks.heartbeat.PlainReadBenchmark;
import dev.flatline.benchmarks.heartbeat.SweepBenchmark;
import dev.flatline.benchmarks.heartbeat.TouchBenchmark;
import dev.flatline.benchmarks.heartbeat.WholeJobBenchmark;
import java.util.List;

/**
 * One name that {@code flatline bench} accepts.
 *
 * @param name the word on the command line
 * @param description one line for the list
 * @param sections its tables, in order; the last one is charted too
 */
record Suite(String name, String description, List<Section> sections) {

    /** The heading of Netty's timer with a thread of its own. */
    private static final String NETTY_WHEEL = "netty-wheel";

    private static final Suite HEARTBEAT = new Suite(
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

    /** Every suite, in the order of the list. */
    static List<Suite> all() {
        return List.of(HEARTBEAT);
    }

    /** The names that the command line accepts. */
    static List<String> names() {
        return all().stream().map(Suite::name).toList();
    }
}
