package dev.flatline.chaos.service;

import dev.flatline.chaos.ProxyHistory;
import dev.flatline.chaos.control.ProxyHub;
import dev.flatline.chaos.control.ProxyView;
import dev.flatline.core.fault.Direction;
import dev.flatline.wire.operator.MetricPage;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongBiFunction;

/**
 * Toxiproxy's two metrics under its names, for dashboards that have them. Toxiproxy counts when a connection ends; these count
 * at once. They go on when a proxy moves, under its new labels.
 */
final class ToxiproxyMetrics {

    private static final List<String> LABELS = List.of("direction", "proxy", "listener", "upstream");

    private ToxiproxyMetrics() {}

    static void addTo(MetricPage page, ProxyHub hub, FaultProxies proxies) {
        page.counter(
                "toxiproxy_proxy_received_bytes_total",
                "Bytes read, by where they were going.",
                LABELS,
                () -> values(hub, proxies, ProxyHistory::bytes));
        page.counter(
                "toxiproxy_proxy_sent_bytes_total",
                "Bytes handed on, by where they were going.",
                LABELS,
                () -> values(hub, proxies, ProxyHistory::sentBytes));
    }

    private static Map<List<String>, Long> values(
            ProxyHub hub, FaultProxies proxies, ToLongBiFunction<ProxyHistory, Direction> of) {
        Map<String, ProxyHistory> histories = proxies.histories();
        Map<List<String>, Long> values = new HashMap<>();
        for (ProxyView proxy : hub.proxies()) {
            ProxyHistory history = histories.get(proxy.name());
            if (history != null) {
                for (Direction direction : Direction.values()) {
                    String word = direction.name().toLowerCase(Locale.ROOT);
                    values.put(
                            List.of(word, proxy.name(), proxy.listen(), proxy.upstream()),
                            of.applyAsLong(history, direction));
                }
            }
        }
        return values;
    }
}
