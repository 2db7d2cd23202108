package dev.flatline.wire.operator;

import dev.flatline.wire.DirectMemory;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetric;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;

/**
 * The process, the JVM and Netty, for any page. The first two are the library's, under the names that dashboards for the JVM
 * expect ({@code process_cpu_seconds_total}, {@code process_open_fds}, {@code jvm_memory_used_bytes},
 * {@code jvm_gc_collection_seconds}, …). Left out of the library's set are those that listen to every collection.
 */
public final class RuntimeMetrics {

    private RuntimeMetrics() {}

    /** Adds them all. */
    public static void addTo(MetricPage page) {
        PrometheusRegistry registry = page.registry();
        ProcessMetrics.builder().register(registry);
        JvmRuntimeInfoMetric.builder().register(registry);
        JvmMemoryMetrics.builder().register(registry);
        JvmBufferPoolMetrics.builder().register(registry);
        JvmGarbageCollectorMetrics.builder().register(registry);
        JvmThreadsMetrics.builder().register(registry);
        page.gauge(
                "flatline_netty_direct_memory_bytes",
                "Direct memory that Netty has taken, in whatever way; the JVM's own figure does not see all of it.",
                RuntimeMetrics::directBytes);
        if (ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider provider) {
            ByteBufAllocatorMetric metric = provider.metric();
            page.gauge(
                    "flatline_netty_allocator_bytes",
                    "Memory that Netty's default allocator holds, in use or kept for the next buffer.",
                    "memory",
                    () -> Map.of("direct", metric.usedDirectMemory(), "heap", metric.usedHeapMemory()));
        }
    }

    private static double directBytes() {
        return DirectMemory.bytes().stream().asDoubleStream().findFirst().orElse(Double.NaN);
    }
}
