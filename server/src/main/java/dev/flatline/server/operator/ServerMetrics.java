package dev.flatline.server.operator;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.server.ServerCounters;
import dev.flatline.server.admission.RefusalReason;
import dev.flatline.server.session.SessionCounters;
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
                "flatline_server_refused_total",
                "Clients that were not let in, by reason.",
                "reason",
                () -> refused(counters));
        page.gauge("flatline_server_handshaking_connections", "Sockets not upgraded yet.", counters::handshaking);
        page.gauge(
                "flatline_server_unfinished_bytes",
                "Held of messages that have not arrived whole.",
                counters::unfinishedBytes);
        page.counter(
                "flatline_server_handshake_timeouts_total",
                "Connections that sent no whole upgrade request, or no identity, in time.",
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
                "Connections that ended, by cause: heartbeat-expired are evictions; overloaded were told so and never open.",
                "cause",
                () -> closed(counters));
        page.counter(
                "flatline_server_ghosts_replaced_total",
                "Replaced connections whose client was gone already.",
                counters::ghostsReplaced);
        addTraffic(page, counters);
        addSessions(page, counters.sessions());
    }

    private static void addSessions(MetricPage page, SessionCounters sessions) {
        page.gauge("flatline_server_sessions", "Sessions kept, with a connection or without.", sessions::held);
        page.counter("flatline_server_sessions_begun_total", "Sessions begun.", sessions::begun);
        page.counter(
                "flatline_server_sessions_over_total",
                "Sessions that are over, by reason: ended, expired in time, or evicted for want of room.",
                "reason",
                () -> new TreeMap<>(Map.of(
                        "ended", sessions.ended(), "expired", sessions.expired(), "evicted", sessions.evicted())));
        page.counter("flatline_server_resumed_total", "Clients that resumed their session.", sessions::resumed);
        page.counter(
                "flatline_server_resume_refused_total",
                "Clients whose last message made no sense: they began anew.",
                sessions::refused);
        page.counter(
                "flatline_server_resume_unknown_total",
                "Clients whose session was gone: they began anew.",
                sessions::unknown);
        page.counter(
                "flatline_server_resume_messages_total",
                "Messages at resumes, by fate.",
                "fate",
                () -> new TreeMap<>(Map.of(
                        "replayed", sessions.replayed(),
                        "lost", sessions.lost(),
                        "duplicated", sessions.duplicated())));
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
        page.counter(
                "flatline_server_pongs_superseded_total",
                "Pongs that waited for room until a newer one took their place.",
                counters::supersededPongs);
        page.counter("flatline_server_received_bytes_total", "Bytes received, all included.", counters::bytesIn);
        page.counter(
                "flatline_server_sent_bytes_total", "Bytes handed to the network, all included.", counters::bytesOut);
    }

    private static Map<String, Long> refused(ServerCounters counters) {
        Map<String, Long> byReason = new TreeMap<>();
        for (RefusalReason reason : RefusalReason.values()) {
            byReason.put(reason.label(), counters.refusedFor(reason));
        }
        return byReason;
    }

    private static Map<String, Long> closed(ServerCounters counters) {
        Map<String, Long> byCause = new TreeMap<>();
        for (CloseCause cause : CloseCause.values()) {
            byCause.put(cause.label(), counters.closedBy(cause));
        }
        return byCause;
    }
}
