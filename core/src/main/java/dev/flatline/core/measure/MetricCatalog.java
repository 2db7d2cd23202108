package dev.flatline.core.measure;

import dev.flatline.core.connection.CloseCause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every metric that a run can produce, by name: what an objective may ask for. A test holds it against the meters. */
public final class MetricCatalog {

    private static final List<String> DISTRIBUTIONS = List.of(
            "connect.tcp",
            "connect.tls",
            "connect.upgrade",
            "connect.greeting",
            "connect.total",
            "connect.total.raw",
            "heartbeat.rtt",
            "heartbeat.rtt.raw",
            "message.rtt",
            "message.rtt.raw",
            "message.push",
            "message.push.raw",
            "detect.client",
            "detect.server",
            "outage",
            "generator.lag",
            "generator.lag.fleet",
            "generator.lag.proxy",
            "generator.late",
            "generator.gc",
            "generator.recorder",
            "server.lag");
    private static final List<String> COUNTS = List.of(
            "attempts.total",
            "attempts.peak",
            "attempts.peak.100ms",
            "attempts.wasted",
            "second_wave",
            "heartbeat.lost",
            "message.sent",
            "message.skipped",
            "message.lost",
            "message.duplicated",
            "message.reordered",
            "detect.client.late",
            "detect.server.late",
            "detect.told",
            "detect.missed",
            "false_kills",
            "slow_kills",
            "clients.left",
            "clients.joined",
            "clients.lost",
            "clients.gave_up",
            "generator.clock");
    private static final List<String> CAUSES =
            List.of("connect.failed.", "clients.lost.", "clients.gave_up.", "server.closed.");
    private static final Pattern WITH_CODE = Pattern.compile("clients\\.(lost|gave_up)\\.close-frame\\.[1-4][0-9]{3}"
            + "|connect\\.failed\\.close-frame\\.[1-4][0-9]{3}"
            + "|(connect\\.failed|clients\\.gave_up)\\.upgrade-rejected\\.[1-9][0-9]{2}");
    private static final Pattern OF_REPLICA = Pattern.compile("replica\\.([1-9][0-9]{0,3})\\.(memory|restarts|oom)");
    private static final List<String> DURATIONS = List.of("recover.t50", "recover.t90", "recover.t99", "recover.t100");
    private static final List<String> GAUGES =
            List.of("ghosts", "clients.open", "server.open", "generator.cpu", "generator.cpu.machine");

    private static final List<String> STORM = List.of(
            "detect.client",
            "detect.server",
            "detect.told",
            "detect.missed",
            "outage",
            "attempts.total",
            "attempts.peak",
            "attempts.peak.100ms",
            "attempts.wasted",
            "attempts.per_recovery",
            "second_wave",
            "heartbeat.phase_lock.before",
            "heartbeat.phase_lock.after");
    private static final List<String> GROUP = List.of(
            "connect.total",
            "heartbeat.rtt",
            "message.rtt",
            "false_kills",
            "slow_kills",
            "clients.open",
            "clients.lost",
            "clients.gave_up");

    private static final Map<String, Entry> ENTRIES = catalogue();

    private MetricCatalog() {}

    /** What kind of {@link Metric} it is. */
    public enum Kind {
        /** {@link Metric.Distribution}. */
        DISTRIBUTION,
        /** {@link Metric.Count}. */
        COUNT,
        /** {@link Metric.Duration}. */
        DURATION,
        /** {@link Metric.Ratio}. */
        RATIO,
        /** {@link Metric.Gauge}. */
        GAUGE
    }

    /**
     * One metric.
     *
     * @param name its name
     * @param kind what its value looks like
     * @param sparse whether it is left out while it is zero: a count by cause
     */
    public record Entry(String name, Kind kind, boolean sparse) {

        /** Whether only a server of ours can show it. */
        public boolean needsServer() {
            return name.startsWith("detect.server") || name.equals("ghosts") || name.startsWith("server.");
        }

        /** Whether it counts bytes. */
        public boolean inBytes() {
            return MetricCatalog.inBytes(name);
        }

        /** The number of the server that it is about; empty if it is about no single one. */
        public OptionalInt replica() {
            Matcher found = OF_REPLICA.matcher(name);
            return found.matches() ? OptionalInt.of(Integer.parseInt(found.group(1))) : OptionalInt.empty();
        }

        /** Whether it counts things per second. */
        public boolean perSecond() {
            return name.equals("attempts.peak");
        }
    }

    /** Every metric. */
    public static List<Entry> entries() {
        return List.copyOf(ENTRIES.values());
    }

    /** The metrics that are measured of each fault. */
    public static List<String> ofFaults() {
        return Stream.of(STORM, DURATIONS).flatMap(List::stream).toList();
    }

    /** The metrics that are measured of each group, if there are several. */
    public static List<String> ofGroups() {
        return Stream.of(GROUP, STORM, DURATIONS).flatMap(List::stream).toList();
    }

    /**
     * The metric of this name; a cause that comes with codes may be followed by one, such as {@code close-frame.1001}, and a server of
     * the run stands in the name by its number, such as {@code replica.2.memory}.
     */
    public static Optional<Entry> find(String name) {
        Entry entry = ENTRIES.get(name);
        if (entry == null && isOfReplica(name)) {
            return Optional.of(new Entry(name, Kind.GAUGE, false));
        }
        return entry == null && WITH_CODE.matcher(name).matches()
                ? Optional.of(new Entry(name, Kind.COUNT, true))
                : Optional.ofNullable(entry);
    }

    /** Whether it is a level of a single server of the run: its memory, how often it was started again or killed for want of memory. */
    static boolean isOfReplica(String name) {
        return OF_REPLICA.matcher(name).matches();
    }

    /** Whether the metric of that name counts bytes. */
    public static boolean inBytes(String name) {
        return name.endsWith(".heap")
                || name.endsWith(".rss")
                || name.startsWith("bytes_per_connection.")
                || (isOfReplica(name) && name.endsWith(".memory"));
    }

    private static Map<String, Entry> catalogue() {
        List<Entry> all = new ArrayList<>();
        DISTRIBUTIONS.forEach(name -> all.add(new Entry(name, Kind.DISTRIBUTION, false)));
        COUNTS.forEach(name -> all.add(new Entry(name, Kind.COUNT, false)));
        all.add(new Entry("attempts.per_recovery", Kind.RATIO, false));
        all.add(new Entry("heartbeat.phase_lock.before", Kind.RATIO, false));
        all.add(new Entry("heartbeat.phase_lock.after", Kind.RATIO, false));
        all.add(new Entry("generator.cpu.saturated", Kind.RATIO, false));
        DURATIONS.forEach(name -> all.add(new Entry(name, Kind.DURATION, false)));
        HealthMeter.COUNTS.forEach(name -> all.add(new Entry(name, Kind.COUNT, false)));
        HealthMeter.GAUGES.forEach(name -> all.add(new Entry(name, Kind.GAUGE, false)));
        GAUGES.forEach(name -> all.add(new Entry(name, Kind.GAUGE, false)));
        for (String family : CAUSES) {
            for (CloseCause cause : CloseCause.values()) {
                all.add(new Entry(family + cause.label(), Kind.COUNT, true));
            }
        }
        Map<String, Entry> byName = new LinkedHashMap<>();
        all.forEach(entry -> byName.put(entry.name(), entry));
        return byName;
    }
}
