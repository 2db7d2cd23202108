package dev.flatline.wire.operator;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Metrics in Prometheus' text format, or in OpenMetrics' where the request accepts it. A metric is a name and a way to read
 * its value: it is read when the page is, on a thread of the port, and costs nothing in between. Suppliers must be callable
 * from any thread; one page is made at a time.
 *
 * <p>Names are those of Prometheus: {@code flatline_} in front, the base unit behind ({@code _seconds}, {@code _bytes}),
 * {@code _total} at the end of a counter. A metric whose supplier fails is left out, its failure told, and counted in
 * {@code flatline_scrape_failures_total}; the others are there.
 */
public final class MetricPage implements OperatorPage {

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final MetricNames names = new MetricNames();
    private final ExpositionFormatWriter prometheus = PrometheusTextFormatWriter.create();
    private final ExpositionFormatWriter openMetrics = OpenMetricsTextFormatWriter.create();
    private final List<Runnable> preparations = new CopyOnWriteArrayList<>();
    private final ReentrantLock scrape = new ReentrantLock();
    private final LongAdder failures = new LongAdder();
    private final Consumer<Throwable> onFailure;

    /**
     * Creates a page with one metric, {@code flatline_scrape_failures_total}.
     *
     * @param onFailure told of what a supplier throws, on the thread that reads the page. It must not throw
     */
    public MetricPage(Consumer<Throwable> onFailure) {
        this.onFailure = onFailure;
        counter("flatline_scrape_failures_total", "Metrics that could not be read and were left out.", failures::sum);
    }

    /** Adds a number that only grows. */
    public void counter(String name, String help, LongSupplier value) {
        CounterWithCallback.builder()
                .name(names.counter(name))
                .help(help)
                .callback(out -> attempt(() -> out.call((double) value.getAsLong())))
                .register(registry);
    }

    /** Adds a number that only grows and that is left out while it is not known. */
    public void counterIfKnown(String name, String help, Supplier<OptionalLong> value) {
        CounterWithCallback.builder()
                .name(names.counter(name))
                .help(help)
                .callback(out -> attempt(() -> value.get().ifPresent(out::call)))
                .register(registry);
    }

    /**
     * Adds numbers that only grow, one for each value of a label.
     *
     * @param values by label value, of which there are few and which are known in advance: a cause, a kind, never a client.
     *     Once there, a label value should stay
     */
    public void counter(
            String name, String help, String label, Supplier<? extends Map<String, ? extends Number>> values) {
        CounterWithCallback.builder()
                .name(names.counter(name))
                .help(help)
                .labelNames(names.label(label))
                .callback(out ->
                        attempt(() -> values.get().forEach((key, value) -> out.call(value.doubleValue(), key))))
                .register(registry);
    }

    /** Adds a number that goes up and down; while it is NaN it is not known, and left out. */
    public void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(names.gauge(name))
                .help(help)
                .callback(out -> attempt(() -> {
                    double now = value.getAsDouble();
                    if (!Double.isNaN(now)) {
                        out.call(now);
                    }
                }))
                .register(registry);
    }

    /**
     * Adds numbers that go up and down, one for each value of a label.
     *
     * @param values by label value, as for counters
     */
    public void gauge(
            String name, String help, String label, Supplier<? extends Map<String, ? extends Number>> values) {
        GaugeWithCallback.builder()
                .name(names.gauge(name))
                .help(help)
                .labelNames(names.label(label))
                .callback(out ->
                        attempt(() -> values.get().forEach((key, value) -> out.call(value.doubleValue(), key))))
                .register(registry);
    }

    /**
     * Adds numbers that only grow, one for each combination of several labels' values.
     *
     * @param values by label values, in the order of the labels; few, as for a single label
     */
    public void counter(
            String name,
            String help,
            List<String> labels,
            Supplier<? extends Map<List<String>, ? extends Number>> values) {
        CounterWithCallback.builder()
                .name(names.counter(name))
                .help(help)
                .labelNames(labels.stream().map(names::label).toArray(String[]::new))
                .callback(out -> attempt(() -> values.get()
                        .forEach((key, value) -> out.call(value.doubleValue(), key.toArray(String[]::new)))))
                .register(registry);
    }

    /**
     * Adds numbers that go up and down, one for each combination of several labels' values.
     *
     * @param values by label values, in the order of the labels; few, as for a single label
     */
    public void gauge(
            String name,
            String help,
            List<String> labels,
            Supplier<? extends Map<List<String>, ? extends Number>> values) {
        GaugeWithCallback.builder()
                .name(names.gauge(name))
                .help(help)
                .labelNames(labels.stream().map(names::label).toArray(String[]::new))
                .callback(out -> attempt(() -> values.get()
                        .forEach((key, value) -> out.call(value.doubleValue(), key.toArray(String[]::new)))))
                .register(registry);
    }

    /**
     * Adds a histogram, the one kind of metric that is told its values: some 40 ns each, from any thread.
     *
     * @param upperBounds of its buckets, rising; one without a bound is added
     * @return takes the values
     */
    public DoubleConsumer histogram(String name, String help, double... upperBounds) {
        Histogram histogram = Histogram.builder()
                .name(names.gauge(name))
                .help(help)
                .classicOnly()
                .classicUpperBounds(upperBounds)
                .withoutExemplars()
                .register(registry);
        return histogram::observe;
    }

    /** Runs this each time before the metrics are read, for those that come from one look at something. */
    public void beforeEachScrape(Runnable preparation) {
        preparations.add(preparation);
    }

    /** Where the other classes of this package add what the library has ready. */
    PrometheusRegistry registry() {
        return registry;
    }

    /** Answers in OpenMetrics if the header names it. The library's own choice would also pick protobuf, which is not here. */
    @Override
    public OperatorReply reply(String accept) {
        ExpositionFormatWriter writer = openMetrics.accepts(accept) ? openMetrics : prometheus;
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            scrape.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OperatorReply.text(
                    HttpURLConnection.HTTP_UNAVAILABLE, "another request for this page takes too long");
        }
        try {
            preparations.forEach(this::attempt);
            writer.write(text, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            scrape.unlock();
        }
        return new OperatorReply(
                HttpURLConnection.HTTP_OK, writer.getContentType(), text.toString(StandardCharsets.UTF_8));
    }

    private void attempt(Runnable reading) {
        try {
            reading.run();
        } catch (RuntimeException e) {
            failures.increment();
            onFailure.accept(e);
        }
    }
}
