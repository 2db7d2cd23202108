package dev.flatline.chaos.service;

import dev.flatline.chaos.ProxyHistory;
import dev.flatline.chaos.control.http.Reply;
import dev.flatline.chaos.control.http.Resource;
import dev.flatline.chaos.control.http.Router;
import dev.flatline.chaos.ledger.ToxicMeter;
import dev.flatline.core.fault.Direction;
import dev.flatline.wire.operator.MetricPage;
import dev.flatline.wire.operator.OperatorReply;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What goes through the proxies, as metrics: counted while connections are open. */
final class ProxyMetrics implements Resource {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final Map<Integer, String> OPCODES =
            Map.of(0, "continuation", 1, "text", 2, "binary", 8, "close", 9, "ping", 10, "pong");
    private static final int ALL_OPCODES = 16;

    private final FaultProxies proxies;
    private final MetricPage page;

    /** Creates the page; the file is where the ledger goes, null for nowhere. */
    ProxyMetrics(FaultProxies proxies, @Nullable LedgerFile file, MetricPage page) {
        this.proxies = proxies;
        this.page = page;
        if (file != null) {
            page.counter("flatline_ledger_lost_total", "Injections that are not in the ledger's file.", file::lost);
            page.counter(
                    "flatline_ledger_write_failures_total",
                    "How often the ledger's file could not be written.",
                    file::writeFailures);
        }
        addConnections();
        addTraffic();
        addToxics();
    }

    private void addConnections() {
        page.gauge(
                "flatline_proxy_open_connections",
                "Connections that hold a socket.",
                "proxy",
                each(p -> p.openConnections()));
        page.counter(
                "flatline_proxy_accepted_total",
                "Connections accepted.",
                "proxy",
                each(ProxyHistory::acceptedConnections));
        page.counter(
                "flatline_proxy_refused_connections_total",
                "Connections reset because there were too many over all proxies.",
                "proxy",
                each(ProxyHistory::refusedConnections));
        page.counter(
                "flatline_proxy_unreachable_total",
                "Connections whose upstream could not be reached.",
                "proxy",
                each(ProxyHistory::unreachableUpstreams));
        page.counter(
                "flatline_proxy_tls_failures_total",
                "TLS handshakes that came to nothing, on either side.",
                "proxy",
                each(ProxyHistory::tlsFailures));
    }

    private void addTraffic() {
        page.counter(
                "flatline_proxy_bytes_total",
                "Bytes read, by where they were going.",
                List.of("proxy", "direction"),
                this::bytes);
        page.counter(
                "flatline_proxy_frames_total",
                "WebSocket frames read, by where they were going and opcode; a toxic may drop them.",
                List.of("proxy", "direction", "opcode"),
                this::frames);
    }

    private void addToxics() {
        toxics("flatline_toxic_hits_total", "Connections that a toxic has hit.", ToxicMeter::hits);
        toxics("flatline_toxic_injections_total", "What a toxic did, delays not counted.", ToxicMeter::injections);
        toxics(
                "flatline_toxic_delayed_chunks_total",
                "Chunks delayed.",
                meter -> meter.delays().count());
        toxics(
                "flatline_toxic_delay_requested_seconds_total",
                "The delays asked for, added up.",
                meter -> meter.delays().requestedNanos() / NANOS_PER_SECOND);
        toxics(
                "flatline_toxic_delay_achieved_seconds_total",
                "The delays as they came out, added up.",
                meter -> meter.delays().achievedNanos() / NANOS_PER_SECOND);
        page.gauge(
                "flatline_toxic_delay_error_seconds",
                "By how much delays were longer than asked for, by quantile.",
                List.of("proxy", "toxic", "quantile"),
                this::errors);
    }

    @Override
    public void addTo(Router router) {
        router.on("GET", "/metrics", request -> {
            OperatorReply reply = page.reply("");
            return Reply.text(reply.status(), reply.contentType(), reply.body());
        });
    }

    private void toxics(String name, String help, ToDoubleFunction<ToxicMeter> of) {
        page.counter(name, help, List.of("proxy", "toxic"), () -> {
            Map<List<String>, Double> values = new HashMap<>();
            eachMeter((key, meter) -> values.put(key, of.applyAsDouble(meter)));
            return values;
        });
    }

    private Map<List<String>, Double> errors() {
        Map<List<String>, Double> values = new HashMap<>();
        eachMeter((key, meter) -> {
            if (meter.delays().count() > 0) {
                for (double share : new double[] {0.5, 0.9, 0.99, 1}) {
                    double seconds = meter.delays().errorNanos(share) / NANOS_PER_SECOND;
                    values.put(List.of(key.get(0), key.get(1), String.valueOf(share)), seconds);
                }
            }
        });
        return values;
    }

    private void eachMeter(BiConsumer<List<String>, ToxicMeter> task) {
        proxies.histories()
                .forEach((name, proxy) ->
                        proxy.meters().forEach((toxic, meter) -> task.accept(List.of(name, toxic), meter)));
    }

    private Supplier<Map<String, Long>> each(ToLongFunction<ProxyHistory> of) {
        return () -> {
            Map<String, Long> values = new HashMap<>();
            proxies.histories().forEach((name, proxy) -> values.put(name, of.applyAsLong(proxy)));
            return values;
        };
    }

    private Map<List<String>, Long> bytes() {
        Map<List<String>, Long> values = new HashMap<>();
        proxies.histories().forEach((name, proxy) -> {
            for (Direction direction : Direction.values()) {
                values.put(List.of(name, word(direction)), proxy.bytes(direction));
            }
        });
        return values;
    }

    private Map<List<String>, Long> frames() {
        Map<List<String>, Long> values = new HashMap<>();
        proxies.histories().forEach((name, proxy) -> {
            for (Direction direction : Direction.values()) {
                for (int opcode = 0; opcode < ALL_OPCODES; opcode++) {
                    long frames = proxy.frames(direction, opcode);
                    String known = OPCODES.getOrDefault(opcode, "reserved");
                    values.merge(List.of(name, word(direction), known), frames, Long::sum);
                }
            }
        });
        return values;
    }

    private static String word(Direction direction) {
        return direction.name().toLowerCase(Locale.ROOT);
    }
}
