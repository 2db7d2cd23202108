package dev.flatline.wire.operator;

import dev.flatline.wire.tcp.TcpCounters;
import dev.flatline.wire.tcp.TcpReading;
import dev.flatline.wire.tcp.TcpSockets;
import dev.flatline.wire.tcp.TcpStates;
import io.netty.util.concurrent.Ticker;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the kernel says about a listener, on a page. What it does not say is left out, and {@code flatline_tcp_unknown} is
 * there with the reason.
 *
 * <p>Reading is dear ({@link TcpStates}), so it is rationed: what was read is shown again until fifty times as long has
 * passed as reading it took. However often the page is read, that is a fiftieth of a core at most.
 */
public final class TcpMetrics {

    private static final int REST = 50;

    private final TcpStates states;
    private final IntSupplier port;
    private final LongSupplier nanoTime;
    private volatile Look last = Look.none();

    private record Look(
            int port,
            TcpReading<TcpSockets> sockets,
            TcpReading<TcpCounters> counters,
            long startNanos,
            long endNanos) {

        static Look none() {
            String reason = "not read yet";
            return new Look(
                    -1, new TcpReading<>(Optional.empty(), reason), new TcpReading<>(Optional.empty(), reason), 0, 0);
        }

        boolean isFresh(int portNow, long nowNanos) {
            return port == portNow && nowNanos - endNanos < REST * (endNanos - startNanos);
        }
    }

    private TcpMetrics(TcpStates states, IntSupplier port, LongSupplier nanoTime) {
        this.states = states;
        this.port = port;
        this.nanoTime = nanoTime;
    }

    /**
     * Adds the sockets of a listener, and the counters of the network namespace that it is in.
     *
     * @param port where it listens now
     * @param backlog that it asked for
     */
    public static void addTo(MetricPage page, TcpStates states, IntSupplier port, int backlog) {
        addTo(page, states, port, backlog, Ticker.systemTicker()::nanoTime);
    }

    static void addTo(MetricPage page, TcpStates states, IntSupplier port, int backlog, LongSupplier nanoTime) {
        TcpMetrics metrics = new TcpMetrics(states, port, nanoTime);
        page.beforeEachScrape(metrics::look);
        metrics.addSockets(page, backlog);
        metrics.addCounters(page);
        page.gauge(
                "flatline_tcp_unknown",
                "There, with the reason, when the kernel's figures about TCP cannot be read.",
                "reason",
                metrics::reasons);
    }

    private void addSockets(MetricPage page, int backlog) {
        page.gauge(
                "flatline_tcp_sockets",
                "Sockets with the server's local port, by state; those in the accept queue are established.",
                "state",
                this::socketsByState);
        page.gauge(
                "flatline_tcp_accept_queue",
                "Connections that the kernel completed and the server has not accepted yet.",
                () -> last.sockets()
                        .value()
                        .map(known -> (double) known.acceptQueue())
                        .orElse(Double.NaN));
        page.gauge(
                "flatline_tcp_accept_queue_limit",
                "How many connections may wait to be accepted; one more fits in before they are lost.",
                () -> states.acceptQueueLimit(backlog).stream()
                        .asDoubleStream()
                        .findFirst()
                        .orElse(Double.NaN));
    }

    private void addCounters(MetricPage page) {
        count(
                page,
                "flatline_tcp_listen_overflows_total",
                "Connections lost because an accept queue was full, in this network namespace.",
                TcpCounters::listenOverflows);
        count(
                page,
                "flatline_tcp_listen_drops_total",
                "Connections lost by listeners for any reason, in this network namespace.",
                TcpCounters::listenDrops);
        count(
                page,
                "flatline_tcp_request_queue_drops_total",
                "SYNs not answered because too many requests were half open, in this network namespace.",
                TcpCounters::requestQueueDrops);
        count(
                page,
                "flatline_tcp_request_queue_cookies_total",
                "SYNs answered with a cookie because too many requests were half open, in this network namespace.",
                TcpCounters::requestQueueCookies);
        count(
                page,
                "flatline_tcp_retransmitted_segments_total",
                "TCP segments sent again, in this network namespace.",
                TcpCounters::retransmittedSegments);
    }

    private void count(MetricPage page, String name, String help, Function<TcpCounters, OptionalLong> counter) {
        page.counterIfKnown(
                name, help, () -> last.counters().value().map(counter).orElse(OptionalLong.empty()));
    }

    private void look() {
        int portNow = port.getAsInt();
        long start = nanoTime.getAsLong();
        if (!last.isFresh(portNow, start)) {
            TcpReading<TcpSockets> sockets = states.sockets(portNow);
            last = new Look(portNow, sockets, states.counters(), start, nanoTime.getAsLong());
        }
    }

    private Map<String, Integer> socketsByState() {
        Map<String, Integer> byState = new LinkedHashMap<>();
        last.sockets()
                .value()
                .ifPresent(known -> known.byState().forEach((state, count) -> byState.put(state.label(), count)));
        return byState;
    }

    private Map<String, Integer> reasons() {
        Look look = last;
        return Stream.of(look.sockets().reason(), look.counters().reason())
                .filter(reason -> !reason.isEmpty())
                .distinct()
                .collect(Collectors.toMap(reason -> reason, reason -> 1));
    }
}
