package dev.flatline.scenarios.live;

import dev.flatline.core.measure.RunResult;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.run.RunWatcher;
import dev.flatline.wire.operator.OperatorOptions;
import dev.flatline.wire.operator.OperatorPage;
import dev.flatline.wire.operator.OperatorPages;
import dev.flatline.wire.operator.OperatorPort;
import dev.flatline.wire.operator.OperatorPortException;
import dev.flatline.wire.operator.OperatorReply;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The ports at which others watch a run: its report for a browser, its metrics for Prometheus. */
public final class LivePorts implements RunWatcher, AutoCloseable {

    private static final long LAST_LOOK_MILLIS = 3_000;
    private static final OperatorReply NOT_YET =
            OperatorReply.text(HttpURLConnection.HTTP_UNAVAILABLE, "the run has not begun");

    private final List<OperatorPort> open = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong seconds = new AtomicLong();
    private final CountDownLatch sawTheEnd = new CountDownLatch(1);
    private volatile @Nullable RunResult latest;
    private volatile @Nullable Path folder;

    private LivePorts() {}

    /**
     * Opens what is asked for.
     *
     * @param nanoTime a clock, to know how long pages take
     * @throws FlatlineException if a port cannot be had
     */
    public static LivePorts open(LiveOptions options, LongSupplier nanoTime) {
        LivePorts ports = new LivePorts();
        try {
            options.uiPort()
                    .ifPresent(port -> ports.serve(
                            "--ui-port",
                            "Live report: ",
                            "/",
                            OperatorOptions.defaults().onPort(port),
                            ports.ui(nanoTime)));
            options.prometheus()
                    .ifPresent(endpoint ->
                            ports.serve("--prometheus", "Prometheus: ", "/metrics", at(endpoint), ports.metrics()));
            return ports;
        } catch (RuntimeException e) {
            ports.close();
            throw e;
        }
    }

    private static OperatorOptions at(LiveOptions.Endpoint endpoint) {
        OperatorOptions plain = OperatorOptions.defaults();
        return endpoint.isLoopback()
                ? plain.at(endpoint.host(), endpoint.port())
                : plain.exposedOn(endpoint.host(), endpoint.port());
    }

    private void serve(String option, String words, String page, OperatorOptions at, Map<String, OperatorPage> pages) {
        try {
            OperatorPort port = OperatorPort.open(at, pages, failure -> {});
            open.add(port);
            lines.add(words + port.url() + page);
        } catch (OperatorPortException taken) {
            throw new FlatlineException(
                    ExitStatus.MACHINE, option + ": " + taken.getMessage() + "; take another, or 0 for any", taken);
        }
    }

    private Map<String, OperatorPage> ui(LongSupplier nanoTime) {
        LiveReport page = LiveReport.page(this::folder, nanoTime, seconds::get);
        LiveReport data = LiveReport.data(this::folder, nanoTime, this::version);
        return Map.of("/", begun(page), "/data", begun(accept -> told(data, accept)));
    }

    private OperatorPage begun(OperatorPage page) {
        return accept -> folder == null ? NOT_YET : page.reply(accept);
    }

    private OperatorReply told(LiveReport data, String accept) {
        asked.incrementAndGet();
        boolean over = isOver();
        OperatorReply reply = data.reply(accept);
        if (over) {
            sawTheEnd.countDown();
        }
        return reply;
    }

    /** What was made of a run that goes on is of no use when it is over. */
    private long version() {
        return isOver() ? 1 : 0;
    }

    private boolean isOver() {
        RunResult now = latest;
        return now != null && now.state() != RunResult.State.RUNNING;
    }

    private Path folder() {
        Path known = folder;
        if (known == null) {
            throw new IllegalStateException("the run has not begun");
        }
        return known;
    }

    private Map<String, OperatorPage> metrics() {
        OperatorPage page = RunMetrics.page(
                () -> {
                    RunResult now = latest;
                    if (now == null) {
                        throw new IllegalStateException("the run has not begun");
                    }
                    return now;
                },
                failure -> {});
        return Map.of("/metrics", begun(page), "/healthz", OperatorPages.health(Optional::empty));
    }

    /** Where to look, a line for each port. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void wrote(Path to, RunResult result) {
        latest = result;
        folder = to;
        seconds.incrementAndGet();
    }

    /** Lets a browser that watches see the end of the run, for a moment at most. */
    public void awaitLastLook() {
        if (asked.get() == 0 || folder == null) {
            return;
        }
        try {
            boolean unusedSeen = sawTheEnd.await(LAST_LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        open.forEach(OperatorPort::close);
    }
}
