package dev.flatline.wire.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RuntimeMetricsTest {

    private final List<Throwable> failures = new ArrayList<>();
    private final MetricPage page = new MetricPage(failures::add);

    @Test
    void tellsOfTheProcessUnderTheNamesThatDashboardsExpect() {
        RuntimeMetrics.addTo(page);

        Exposition metrics = Exposition.ofPrometheus(page.reply("").body());

        for (String name : List.of(
                "process_cpu_seconds_total",
                "process_start_time_seconds",
                "process_open_fds",
                "process_max_fds",
                "jvm_threads_current",
                "jvm_memory_used_bytes{area=\"heap\"}",
                "jvm_memory_committed_bytes{area=\"heap\"}",
                "jvm_buffer_pool_used_bytes{pool=\"direct\"}")) {
            assertTrue(metrics.value(name) >= 0, name);
        }
        assertTrue(
                metrics.series.keySet().stream().anyMatch(key -> key.startsWith("jvm_gc_collection_seconds_count{")));
        assertTrue(metrics.series.keySet().stream().anyMatch(key -> key.startsWith("jvm_gc_collection_seconds_sum{")));
        assertEquals(List.of(), failures);
    }

    @Test
    void isStrictlyOpenMetricsToo() {
        RuntimeMetrics.addTo(page);

        Exposition metrics = Exposition.ofOpenMetrics(
                page.reply("application/openmetrics-text").body());

        assertTrue(metrics.value("process_cpu_seconds_total") > 0);
    }

    @Test
    void seesTheDirectMemoryThatNettyTakes() {
        RuntimeMetrics.addTo(page);
        ByteBuf buffer = ByteBufAllocator.DEFAULT.directBuffer(32 << 20);
        try {
            Exposition metrics = Exposition.ofPrometheus(page.reply("").body());

            assertTrue(metrics.value("flatline_netty_direct_memory_bytes") >= 32 << 20);
            assertTrue(metrics.value("flatline_netty_allocator_bytes{memory=\"direct\"}") >= 32 << 20);
            assertTrue(metrics.value("flatline_netty_allocator_bytes{memory=\"heap\"}") >= 0);
        } finally {
            buffer.release();
        }
    }
}
