package dev.flatline.wire.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MetricPageTest {

    private final List<Throwable> failures = new ArrayList<>();
    private final MetricPage page = new MetricPage(failures::add);

    @Test
    void readsEveryValueWhenThePageIsRead() {
        LongAdder opened = new LongAdder();
        AtomicLong open = new AtomicLong();
        LongAdder expired = new LongAdder();
        page.counter("flatline_opened_total", "Connections opened.", opened::sum);
        page.counter("flatline_closed_total", "By cause.", "cause", () -> Map.of("heartbeat_expired", expired));
        page.gauge("flatline_open", "Connections open.", open::doubleValue);
        page.gauge("flatline_loops", "By name.", "loop", () -> Map.of("a", 1, "b", 2.5));

        read();
        opened.add(7);
        expired.add(3);
        open.set(5);
        Exposition second = read();

        assertEquals(7, second.value("flatline_opened_total"));
        assertEquals(3, second.value("flatline_closed_total{cause=\"heartbeat_expired\"}"));
        assertEquals(5, second.value("flatline_open"));
        assertEquals(2.5, second.value("flatline_loops{loop=\"b\"}"));
        assertEquals("counter", second.types.get("flatline_closed_total"));
        assertEquals("gauge", second.types.get("flatline_loops"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/openmetrics-text; version=1.0.0",
                "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,text/plain;version=0.0.4;q=0.4,*/*;q=0.1",
                // a Prometheus server that scrapes native histograms
                "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.6,"
                        + "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.3,*/*;q=0.1"
            })
    void speaksOpenMetricsToThoseWhoAskForIt(String accept) {
        page.counter("flatline_opened_total", "Connections opened.", () -> 7);

        OperatorReply reply = page.reply(accept);

        assertEquals("application/openmetrics-text; version=1.0.0; charset=utf-8", reply.contentType());
        Exposition metrics = Exposition.ofOpenMetrics(reply.body());
        assertEquals(7, metrics.value("flatline_opened_total"));
        assertEquals("counter", metrics.types.get("flatline_opened"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*/*", "text/html", "text/plain; version=0.0.4", "application/vnd.google.protobuf"})
    void speaksTheTextFormatToAllOthers(String accept) {
        OperatorReply reply = page.reply(accept);

        assertEquals(200, reply.status());
        assertEquals("text/plain; version=0.0.4; charset=utf-8", reply.contentType());
        Exposition.ofPrometheus(reply.body());
    }

    @Test
    void escapesWhatALabelAndAHelpMayHold() {
        page.gauge("flatline_odd", "A \\ and a\nline.", "key", () -> Map.of("a\"b\\c\nd", 1));

        Exposition metrics = read();

        assertEquals(1, metrics.value("flatline_odd{key=\"a\\\"b\\\\c\\nd\"}"));
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        page.gauge("flatline_unknown", "NaN.", () -> Double.NaN);
        page.counterIfKnown("flatline_unknown_events_total", "Empty.", OptionalLong::empty);
        page.counterIfKnown("flatline_known_events_total", "Not empty.", () -> OptionalLong.of(0));
        page.gauge("flatline_none", "No labels.", "key", Map::<String, Long>of);

        Exposition metrics = read();

        assertEquals(
                "[flatline_known_events_total, flatline_scrape_failures_total]",
                metrics.series.keySet().toString());
        assertEquals(List.of(), failures);
    }

    @Test
    void aMetricThatFailsIsCountedToldAndLeftOutAndTheOthersAreThere() {
        IllegalStateException planted = new IllegalStateException("planted");
        page.gauge("flatline_broken", "Throws.", () -> {
            throw planted;
        });
        page.counter("flatline_negative_total", "Not a counter.", () -> -1);
        page.gauge("flatline_whole", "Does not.", () -> 1);

        Exposition first = read();
        Exposition second = read();

        assertEquals(1, first.value("flatline_whole"));
        assertFalse(first.series.containsKey("flatline_broken"));
        assertFalse(first.series.containsKey("flatline_negative_total"));
        assertTrue(failures.contains(planted));
        assertEquals(4, failures.size(), "two metrics, read twice");
        assertEquals(2, second.value("flatline_scrape_failures_total") - first.value("flatline_scrape_failures_total"));
    }

    @Test
    void preparesEachScrapeOnceBeforeAnyMetricIsRead() {
        AtomicLong looks = new AtomicLong();
        page.beforeEachScrape(looks::incrementAndGet);
        page.gauge("flatline_a", "First.", looks::get);
        page.gauge("flatline_z", "Last.", looks::get);

        read();
        Exposition second = read();

        assertEquals(2, second.value("flatline_a"));
        assertEquals(2, second.value("flatline_z"));
    }

    @Test
    void aHistogramCountsWhatItIsTold() {
        DoubleConsumer waits = page.histogram("flatline_wait_seconds", "Waits.", 0.01, 0.1);
        waits.accept(0.01);
        waits.accept(0.05);
        waits.accept(3);

        Exposition metrics = read();

        assertEquals(1, metrics.value("flatline_wait_seconds_bucket{le=\"0.01\"}"));
        assertEquals(2, metrics.value("flatline_wait_seconds_bucket{le=\"0.1\"}"));
        assertEquals(3, metrics.value("flatline_wait_seconds_bucket{le=\"+Inf\"}"));
        assertEquals(3, metrics.value("flatline_wait_seconds_count"));
        assertEquals(3.06, metrics.value("flatline_wait_seconds_sum"), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "opened",
                "flatline_Opened",
                "flatline_opened_",
                "flatline-opened",
                "flatline_opened_total",
                "flatline_opened_count",
                "flatline_lag_ms",
                "flatline_lag_millis",
                "flatline_load_percent"
            })
    void refusesAGaugeWithAnUnconventionalName(String name) {
        assertThrows(IllegalArgumentException.class, () -> page.gauge(name, "Wrong.", () -> 1));
    }

    @Test
    void refusesACounterWithoutTotalAndAWrongLabelAndASecondOfAName() {
        page.gauge("flatline_open", "Right.", () -> 1);

        assertThrows(IllegalArgumentException.class, () -> page.counter("flatline_opened", "Wrong.", () -> 1));
        assertThrows(
                IllegalArgumentException.class, () -> page.gauge("flatline_loops", "Wrong.", "Loop-Name", Map::of));
        assertThrows(IllegalArgumentException.class, () -> page.gauge("flatline_open", "Second.", () -> 2));
        assertThrows(IllegalArgumentException.class, () -> page.counter("flatline_open_total", "Second.", () -> 2));
    }

    private Exposition read() {
        return Exposition.ofPrometheus(page.reply("").body());
    }
}
