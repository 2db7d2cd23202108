package dev.flatline.server.operator;

import dev.flatline.server.FlatlineServer;
import dev.flatline.wire.LagMeter;
import dev.flatline.wire.Loops;
import dev.flatline.wire.operator.LoopHealth;
import dev.flatline.wire.operator.LoopLag;
import dev.flatline.wire.operator.MetricPage;
import dev.flatline.wire.operator.OperatorOptions;
import dev.flatline.wire.operator.OperatorPages;
import dev.flatline.wire.operator.OperatorPort;
import dev.flatline.wire.operator.OperatorPortException;
import dev.flatline.wire.operator.RuntimeMetrics;
import dev.flatline.wire.operator.TcpMetrics;
import dev.flatline.wire.tcp.TcpStates;
import io.netty.util.NetUtil;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The operator's port of a server: {@code /healthz} (its event loops run), {@code /readyz} (it takes new connections),
 * {@code /metrics} (Prometheus) and {@code /info} (JSON). Close it after the server.
 */
public final class ServerOperator implements AutoCloseable {

    private static final Duration LOOP_LIMIT = Duration.ofSeconds(2);

    private final OperatorPort port;
    private final LagMeter lag;

    private ServerOperator(OperatorPort port, LagMeter lag) {
        this.port = port;
        this.lag = lag;
    }

    /**
     * Opens the port and starts to measure the lag of the event loops.
     *
     * @param facts more for {@code /info}, such as the version of the program; read at each request
     * @param onFailure told of what a page throws; it must not throw
     * @throws OperatorPortException if it cannot listen there
     */
    public static ServerOperator open(
            OperatorOptions options,
            FlatlineServer server,
            Loops loops,
            Supplier<? extends Map<String, ?>> facts,
            Consumer<Throwable> onFailure)
            throws OperatorPortException {
        MetricPage metrics = new MetricPage(onFailure);
        ServerMetrics.addTo(metrics, server.counters());
        TcpMetrics.addTo(metrics, TcpStates.ofThisProcess(), server::port, NetUtil.SOMAXCONN);
        RuntimeMetrics.addTo(metrics);
        LagMeter lag = new LagMeter(loops, LoopLag.on(metrics));
        OperatorPort port = OperatorPort.open(
                options,
                Map.of(
                        "/healthz", OperatorPages.health(new LoopHealth(loops, LOOP_LIMIT)),
                        "/readyz", OperatorPages.health(server::whyNotReady),
                        "/metrics", metrics,
                        "/info", OperatorPages.info(() -> facts(server, loops, facts.get()))),
                onFailure);
        lag.start();
        return new ServerOperator(port, lag);
    }

    private static Map<String, ?> facts(FlatlineServer server, Loops loops, Map<String, ?> more) {
        Map<String, Object> facts = new LinkedHashMap<>(more);
        facts.put("port", server.port());
        facts.put("transport", loops.kind().key());
        facts.put("eventLoops", loops.size());
        facts.put("openConnections", server.openConnections());
        facts.put("ready", server.whyNotReady().isEmpty());
        return facts;
    }

    /** Where it listens, as the beginning of a URL: {@code http://127.0.0.1:9100}. */
    public String url() {
        return port.url();
    }

    @Override
    public void close() {
        lag.close();
        port.close();
    }
}
