package dev.flatline.server.operator;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.server.ServerCounters;
import dev.flatline.wire.operator.MetricPage;
import java.util.Map;
import java.util.TreeMap;

/** The counters of a server as metrics. */
final class ServerMetrics {

    private ServerMetrics() {}

    static void addTo(MetricPage page, ServerCounters counters) {
        page.gauge("flatline_server_open_connections", "Connections that are open.", counters::open);
        page.counter("flatline_server_handshakes_total", "Upgrades that opened a connection.", counters::opened);
        page.counter(
                "flatline_server_refused_upgrades_total",
                "Upgrade requests that were answered with an HTTP error.",
                counters::refusedUpgrades);
        page.counter(
                "flatline_server_handshake_timeouts_total",
                "TCP connections that sent no whole upgrade request in time.",
                counters::handshakeTimeouts);
        page.counter(
                "flatline_server_tls_failures_total",
                "Connections that did not speak TLS as they should.",
                counters::tlsFailures);
        page.counter(
                "flatline_server_failed_accepts_total",
                "Times the operating system would not give a new connection.",
                counters::failedAccepts);
        page.counter(
                "flatline_server_closed_total",
                "Open connections that ended, by cause; heartbeat-expired are evictions, replaced are ghosts.",
                "cause",
                () -> closed(counters));
        addTraffic(page, counters);
    }

    private static void addTraffic(MetricPage page, ServerCounters counters) {
        page.counter("flatline_server_heartbeats_sent_total", "Pings sent, text pings too.", counters::pings);
        page.counter(
                "flatline_server_heartbeats_answered_total",
                "Pongs received, the texts that answer text pings too.",
                counters::pongs);
        page.counter("flatline_server_messages_received_total", "Messages received.", counters::messagesIn);
        page.counter("flatline_server_messages_sent_total", "Messages handed to the network.", counters::messagesOut);
        page.counter(
                "flatline_server_messages_dropped_total",
                "Messages dropped because their clients did not read.",
                counters::dropped);
        page.counter("flatline_server_received_bytes_total", "Bytes received, all included.", counters::bytesIn);
        page.counter(
                "flatline_server_sent_bytes_total", "Bytes handed to the network, all included.", counters::bytesOut);
    }

    private static Map<String, Long> closed(ServerCounters counters) {
        Map<String, Long> byCause = new TreeMap<>();
        for (CloseCause cause : CloseCause.values()) {
            byCause.put(cause.label(), counters.closedBy(cause));
        }
        return byCause;
    }
}
