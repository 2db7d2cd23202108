package dev.flatline.report.words;

import dev.flatline.core.measure.MetricCatalog;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** What each metric means, in one line. */
public final class MetricWords {

    private static final Map<String, String> MEANING = Map.ofEntries(
            Map.entry("connect.tcp", "TCP handshake of a successful connect"),
            Map.entry("connect.tls", "TLS handshake of a successful connect"),
            Map.entry("connect.upgrade", "WebSocket upgrade of a successful connect"),
            Map.entry("connect.greeting", "upgrade to the end of the dialect's greeting"),
            Map.entry("connect.total", "intended start of a successful connect to open"),
            Map.entry("heartbeat.rtt", "intended ping to its answer"),
            Map.entry(
                    "heartbeat.phase_lock.before",
                    "pings in the fullest 100 ms over the mean before the first fault; 1: evenly spread"),
            Map.entry("heartbeat.phase_lock.after", "the same at the end of the run"),
            Map.entry("heartbeat.lost", "pings that were never answered"),
            Map.entry("message.rtt", "intended message to its echo"),
            Map.entry("message.push", "intended message to its receipt by another"),
            Map.entry("message.sent", "messages sent"),
            Map.entry("message.skipped", "messages that were due while the client had no connection"),
            Map.entry("message.lost", "messages that never arrived where they should"),
            Map.entry("message.duplicated", "messages that arrived more than once"),
            Map.entry("message.reordered", "messages that arrived behind a later one"),
            Map.entry("detect.client", "silent death to the client declaring the connection lost"),
            Map.entry("detect.server", "silent death to the server letting the connection go"),
            Map.entry("detect.client.late", "deaths that clients noticed later than their rule allows"),
            Map.entry("detect.server.late", "deaths that the server noticed later than its rule allows"),
            Map.entry("detect.told", "deaths a side learned of only from the FIN or RST that the fault had held back"),
            Map.entry("detect.missed", "deaths nobody noticed by the end"),
            Map.entry("false_kills", "connections ended by a heartbeat rule although nothing was wrong with them"),
            Map.entry("slow_kills", "connections ended by a heartbeat rule while a fault only slowed them"),
            Map.entry("ghosts", "connections the server held whose client was gone"),
            Map.entry("outage", "a client losing its working connection to its first answer on the next"),
            Map.entry("recover.t50", "end of the worst fault to half of its clients open again"),
            Map.entry("recover.t90", "end of the worst fault to 90 % of its clients open again"),
            Map.entry("recover.t99", "end of the worst fault to 99 % of its clients open again"),
            Map.entry("recover.t100", "end of the worst fault to all of its clients open again"),
            Map.entry("attempts.total", "reconnect attempts"),
            Map.entry("attempts.peak", "reconnect attempts in the busiest second"),
            Map.entry("attempts.peak.100ms", "reconnect attempts in the busiest tenth of a second"),
            Map.entry("attempts.wasted", "reconnect attempts that failed"),
            Map.entry("attempts.per_recovery", "reconnect attempts per successful return"),
            Map.entry("second_wave", "clients lost again within 30 s of returning, with no fault on them"),
            Map.entry("clients.open", "clients with an open connection"),
            Map.entry("clients.left", "clients that left by their own choice"),
            Map.entry("clients.joined", "of those, the ones that came back"),
            Map.entry("clients.lost", "connections that were open and ended, whatever the cause"),
            Map.entry("clients.gave_up", "clients that stopped trying"),
            Map.entry("server.open", "connections the server held"),
            Map.entry("server.lag", "how late the server's event loops ticked"),
            Map.entry("generator.lag", "how late the event loops of fleet and proxy ticked"),
            Map.entry("generator.lag.fleet", "how late the fleet's event loops ticked"),
            Map.entry("generator.lag.proxy", "how late the proxy's event loops ticked"),
            Map.entry("generator.late", "how late attempts, pings and messages began"),
            Map.entry("generator.gc", "how long the collector stopped the measuring process each time"),
            Map.entry("generator.recorder", "how long the recorder was busy each second"),
            Map.entry("generator.clock", "durations that no clock can mean: negative, or longer than an hour"),
            Map.entry("generator.cpu", "processors used by Flatline, in % of what it may use, for a second"),
            Map.entry("generator.cpu.machine", "processors used by everybody, in %, for a second"),
            Map.entry("generator.cpu.saturated", "share of the seconds in which Flatline used the processors up"));

    private static final Map<String, String> HEALTH = Map.ofEntries(
            Map.entry("tcp.accept_queue", "connections that the kernel completed and the server had not accepted"),
            Map.entry("tcp.orphans", "sockets that no program had any more, of everybody here"),
            Map.entry("tcp.listen_overflows", "connections lost because an accept queue was full, of everybody here"),
            Map.entry("tcp.listen_drops", "connections lost by listeners for any reason, of everybody here"),
            Map.entry("tcp.syn_drops", "SYNs not answered: too many were half open, of everybody here"),
            Map.entry("tcp.syn_cookies", "SYNs answered with a cookie: too many were half open, of everybody here"),
            Map.entry("tcp.retransmits", "segments sent again, of everybody here"),
            Map.entry("server.handshakes", "upgrades a second"),
            Map.entry("server.heartbeats", "pings of the server a second"),
            Map.entry("generator.heap", "heap of the measuring process in use, garbage too"),
            Map.entry("generator.rss", "resident memory of the measuring process"),
            Map.entry("bytes_per_connection.heap", "heap that stayed in use, for each connection of a client"),
            Map.entry("bytes_per_connection.direct", "Netty's direct memory for each connection of a client"),
            Map.entry("bytes_per_connection.rss", "resident memory for each connection of a client"),
            Map.entry("bytes_per_connection.kernel", "the kernel's TCP buffers for each connection of a client"));

    private MetricWords() {}

    private static String state(String metric) {
        if (metric.startsWith("tcp.client.")) {
            return "sockets of clients in state "
                    + metric.substring("tcp.client.".length()).toUpperCase(Locale.ROOT);
        }
        return metric.startsWith("tcp.server.")
                ? "sockets of the server in state "
                        + metric.substring("tcp.server.".length()).toUpperCase(Locale.ROOT)
                : "";
    }

    private static String replica(String metric) {
        return MetricCatalog.find(metric)
                .map(MetricCatalog.Entry::replica)
                .filter(OptionalInt::isPresent)
                .map(number -> switch (metric.substring(metric.lastIndexOf('.') + 1)) {
                            case "memory" -> "memory of replica ";
                            case "restarts" -> "starts after the first of replica ";
                            default -> "times that the kernel killed for want of memory replica ";
                        }
                        + number.getAsInt())
                .orElse("");
    }

    /** The meaning; empty for a metric that is not known here. */
    public static String meaning(String metric) {
        String base = metric.endsWith(".raw") ? metric.substring(0, metric.length() - 4) : metric;
        String meaning = MEANING.getOrDefault(base, HEALTH.getOrDefault(base, state(base) + replica(base)));
        return base.equals(metric) || meaning.isEmpty() ? meaning : "the same from the actual start, uncorrected";
    }
}
