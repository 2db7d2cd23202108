package dev.flatline.chaos.service;

import dev.flatline.chaos.FaultProxy;
import dev.flatline.chaos.ProxyHistory;
import dev.flatline.chaos.control.AlarmThread;
import dev.flatline.chaos.control.ProxyHub;
import dev.flatline.chaos.control.api.ControlPlane;
import dev.flatline.chaos.control.http.ControlApi;
import dev.flatline.chaos.control.http.Router;
import dev.flatline.chaos.ledger.Ledger;
import dev.flatline.chaos.plan.PlanReader;
import dev.flatline.chaos.plan.ToxicReader;
import dev.flatline.chaos.toxic.ToxicTypes;
import dev.flatline.core.seed.Seeds;
import dev.flatline.wire.Loops;
import dev.flatline.wire.operator.MetricPage;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The proxies of a process and all that belongs to them: event loops, the hub that names them, the ledger, the control API
 * with its metrics. Thread-safe; close it on none of its own threads.
 */
public final class ChaosService implements AutoCloseable {

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Ledger ledger;
    private final FaultProxies proxies;
    private final ProxyHub hub;
    private final PlanKeeper timeline;
    private final @Nullable ControlApi api;

    private ChaosService(ServiceOptions options, Consumer<String> told, Consumer<Throwable> onFailure)
            throws IOException {
        this.ledger = new Ledger(options.ledger().capacity(), options.ledger().delays());
        try {
            LedgerFile file = options.ledger().file() == null
                    ? null
                    : open(new LedgerFile(options.ledger().file(), ledger, onFailure));
            Loops loops = open(
                    Loops.open("flatline-proxy", options.loops(), options.transport(), FaultProxy.TICK, onFailure));
            AlarmThread alarms = open(new AlarmThread());
            this.proxies = new FaultProxies(loops, ledger, options);
            this.hub = open(new ProxyHub(proxies, alarms, options.hub()));
            Seeds seeds = new Seeds(options.seed());
            this.timeline = open(new PlanKeeper(hub, told));
            PlanKeeper partition = open(new PlanKeeper(hub, told));
            PlanReader reader = new PlanReader(new ToxicReader(ToxicTypes.all()), seeds);
            MetricPage metrics = new MetricPage(onFailure);
            ToxiproxyMetrics.addTo(metrics, hub, proxies);
            this.api = options.control() == null
                    ? null
                    : open(ControlPlane.of(hub, ToxicTypes.all())
                            .ledger(new InjectionFeed(ledger, file))
                            .with(new ProxyMetrics(proxies, file, metrics))
                            .with(new PlanResource(reader, timeline, partition))
                            .open(options.control(), onFailure));
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Opens everything; the API answers when this returns.
     *
     * @param onFailure told of failures of this program, from any of its threads. It must not throw
     * @throws IOException if the API cannot listen or the ledger's file cannot be written: one line that says which
     */
    public static ChaosService open(ServiceOptions options, Consumer<Throwable> onFailure) throws IOException {
        return open(options, line -> {}, onFailure);
    }

    /**
     * Opens everything, as {@link #open(ServiceOptions, Consumer)}.
     *
     * @param told takes a line for whatever a timeline does, from several threads
     */
    public static ChaosService open(ServiceOptions options, Consumer<String> told, Consumer<Throwable> onFailure)
            throws IOException {
        return new ChaosService(options, told, onFailure);
    }

    /** The proxies, by name: created, changed and deleted here. */
    public ProxyHub hub() {
        return hub;
    }

    /** The timeline of the process. */
    public PlanKeeper timeline() {
        return timeline;
    }

    /** What toxics did. */
    public Ledger ledger() {
        return ledger;
    }

    /** The proxies that listen, by name, for their counters. */
    public Map<String, FaultProxy> running() {
        return proxies.running();
    }

    /** What went through the proxies that there are, those too that are off, by name. */
    public Map<String, ProxyHistory> histories() {
        return proxies.histories();
    }

    /**
     * Where the API listens, as the beginning of a URL.
     *
     * @throws IllegalStateException if there is none
     */
    public String url() {
        if (api == null) {
            throw new IllegalStateException("this service has no control API");
        }
        return api.url();
    }

    /** What the API answers, each as method and path; empty without an API. */
    public List<String> routes() {
        return api == null
                ? List.of()
                : api.routes().stream().map(Router.Route::toString).toList();
    }

    /** Closes the API, then every proxy with its connections, then the rest; waits for that. */
    @Override
    public void close() {
        RuntimeException failure = null;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                failure = failure == null ? new IllegalStateException("a part could not be closed", e) : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private <T extends AutoCloseable> T open(T part) {
        opened.push(part);
        return part;
    }
}
