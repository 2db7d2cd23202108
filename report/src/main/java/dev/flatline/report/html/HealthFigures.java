package dev.flatline.report.html;

import dev.flatline.core.measure.Metric;
import dev.flatline.report.files.HealthTable;
import dev.flatline.report.files.ResultFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the kernel, the server and the measuring process went through, from the samples of {@code health.csv}. */
final class HealthFigures {

    private static final List<String> LOOKS = List.of(
            "first", "second", "third", "fourth", "bad", "quiet", "first2", "second2", "third2", "fourth2", "bad2",
            "quiet2");
    /** In the order in which a connection goes through them, so that a state looks the same on both sides. */
    private static final List<String> STATES = List.of(
            "established",
            "time_wait",
            "syn_recv",
            "fin_wait2",
            "close_wait",
            "listen",
            "syn_sent",
            "fin_wait1",
            "last_ack",
            "closing",
            "close",
            "new_syn_recv");

    private static final Pattern REPLICA = Pattern.compile("replica\\.(\\d{1,4})\\.(\\w+)");

    /** Samples further apart are not joined, in seconds: nobody knows what was between them. */
    private static final double LONGEST_BETWEEN_SAMPLES = 10;

    private final HealthTable health;
    private final double end;
    private final Panel panel = new Panel();

    private HealthFigures(HealthTable health, double end) {
        this.health = health;
        this.end = end;
    }

    static Panel of(ResultFolder folder, double end) {
        HealthFigures figures = new HealthFigures(folder.health(), end);
        if (folder.health().rows().isEmpty()) {
            figures.panel.note("TCP states and the load of the processes were not sampled: " + why(folder) + ".");
            return figures.panel;
        }
        figures.states("tcp.server.", "tcp-server", "TCP states, server's side");
        figures.states("tcp.client.", "tcp-client", "TCP states, clients' side");
        figures.replicas("replica-cpu", "Processors of the servers", "processors in use", "cpu", Unit.PROCESSORS);
        figures.replicas("replica-memory", "Memory of the servers", "", "memory", Unit.BYTES);
        figures.replicas("replica-restarts", "Starts of the servers", "after the first", "restarts", Unit.COUNT);
        figures.replicas("replica-oom", "Servers out of memory", "killed by the kernel", "oom", Unit.COUNT);
        figures.gauges(
                "stalls",
                "Stalls",
                "the longest in each second",
                Unit.MILLIS,
                List.of(
                        new Gauge("server.lag", "Server's event loops late", "first"),
                        new Gauge("generator.lag", "Generator's event loops late", "second"),
                        new Gauge("generator.gc", "Generator's collector", "fourth")));
        figures.gauges(
                "cpu",
                "Processors",
                "in % of what there is",
                Unit.PERCENT,
                List.of(
                        new Gauge("generator.cpu", "Flatline", "first"),
                        new Gauge("generator.cpu.machine", "Everybody on the machine", "second")));
        figures.gauges(
                "memory",
                "Memory",
                "",
                Unit.BYTES,
                List.of(
                        new Gauge("server.heap", "Server's heap", "first"),
                        new Gauge("generator.heap", "Generator's heap", "second"),
                        new Gauge("server.rss", "Server, resident", "third"),
                        new Gauge("generator.rss", "Generator, resident", "fourth")));
        figures.gauges(
                "work",
                "The server's work",
                "per second",
                Unit.COUNT,
                List.of(
                        new Gauge("server.handshakes", "Handshakes", "first"),
                        new Gauge("server.heartbeats", "Heartbeats", "second")));
        figures.gauges(
                "lost",
                "What the kernel lost",
                "since the start",
                Unit.COUNT,
                List.of(
                        new Gauge("tcp.retransmits", "Retransmits", "first"),
                        new Gauge("tcp.listen_overflows", "Overflows of listen queues", "bad"),
                        new Gauge("tcp.listen_drops", "Connections dropped", "second"),
                        new Gauge("tcp.syn_drops", "SYNs dropped", "third"),
                        new Gauge("tcp.syn_cookies", "SYN cookies", "fourth")));
        return figures.panel;
    }

    private static String why(ResultFolder folder) {
        return folder.summary().metrics().entrySet().stream()
                .filter(each -> each.getKey().startsWith("tcp.") && each.getValue() instanceof Metric.Absent)
                .map(each -> ((Metric.Absent) each.getValue()).reason())
                .findFirst()
                .orElse(
                        folder.summary().identity().engine().equals("simulated")
                                ? "a simulation has neither"
                                : "health.csv has no samples");
    }

    /** The states that occurred. */
    private void states(String prefix, String id, String title) {
        List<Gauge> all = new ArrayList<>();
        for (String name : health.names()) {
            if (name.startsWith(prefix)) {
                String state = name.substring(prefix.length()).toLowerCase(Locale.ROOT);
                int known = STATES.indexOf(state);
                int place = known < 0 ? all.size() : known;
                all.add(new Gauge(name, state.toUpperCase(Locale.ROOT), LOOKS.get(place % LOOKS.size())));
            }
        }
        gauges(id, title, "sockets", Unit.COUNT, all);
    }

    /** One of the levels of each server that the run started. */
    private void replicas(String id, String title, String hint, String level, Unit unit) {
        List<Gauge> all = new ArrayList<>();
        for (String name : health.names()) {
            Matcher replica = REPLICA.matcher(name);
            if (replica.matches() && replica.group(2).equals(level)) {
                all.add(new Gauge(name, "Replica " + replica.group(1), LOOKS.get(all.size() % LOOKS.size())));
            }
        }
        gauges(id, title, hint, unit, all);
    }

    private void gauges(String id, String title, String hint, Unit unit, List<Gauge> gauges) {
        List<Line> lines = new ArrayList<>();
        for (Gauge gauge : gauges) {
            line(gauge, unit != Unit.COUNT).ifPresent(lines::add);
        }
        if (lines.isEmpty()) {
            return;
        }
        String words =
                String.join(" ", lines.stream().map(line -> line.words(unit)).toList());
        Table numbers = TimeTable.of("Lowest and highest in each part of the run", lines, unit, end);
        boolean log = unit == Unit.MILLIS && Scales.wide(lines);
        panel.add(new Figure(id, Figure.Kind.TIME, title, hint, unit, lines, words, numbers, Map.of("log", log)));
    }

    /** Empty if the run did not sample it, or, where zeros say nothing, if it was 0 throughout. */
    private Optional<Line> line(Gauge gauge, boolean zeros) {
        int column = health.names().indexOf(gauge.metric());
        if (column < 0) {
            return Optional.empty();
        }
        List<Point> points = points(column);
        return points.stream().anyMatch(point -> point.y() > 0 || (zeros && point.y() == 0))
                ? Optional.of(new Line(gauge.label(), gauge.look(), false, points))
                : Optional.empty();
    }

    /** The samples of a column: some seconds have several rows, each with what was seen by one of the samplers. */
    private List<Point> points(int column) {
        List<Point> points = new ArrayList<>();
        for (HealthTable.Row row : health.rows()) {
            double value = row.values().get(column);
            if (Double.isNaN(value)) {
                continue;
            }
            double at = Math.min((double) row.second(), end);
            double last = points.isEmpty() ? at : points.get(points.size() - 1).x();
            if (at - last > LONGEST_BETWEEN_SAMPLES) {
                points.add(new Point(last, Double.NaN));
            }
            points.add(new Point(at, value));
        }
        return points;
    }

    /** A column and how it is drawn. */
    private record Gauge(String metric, String label, String look) {}
}
