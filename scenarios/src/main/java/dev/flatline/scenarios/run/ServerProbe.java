package dev.flatline.scenarios.run;

import dev.flatline.server.ServerCounters;
import java.util.function.Supplier;

/** What the embedded server did each second: upgrades that it answered with 101, and pings that it sent. */
final class ServerProbe implements HealthProbe {

    private static final double SECOND_NANOS = 1e9;

    private final Supplier<ServerCounters> counters;
    private long opened;
    private long pings;

    ServerProbe(Supplier<ServerCounters> counters) {
        this.counters = counters;
    }

    @Override
    public void look(Sheet sheet, long sinceLastNanos) {
        long openedNow = counters.get().opened();
        long pingsNow = counters.get().pings();
        if (sinceLastNanos > 0) {
            sheet.gauge("server.handshakes", SECOND_NANOS * (openedNow - opened) / sinceLastNanos);
            sheet.gauge("server.heartbeats", SECOND_NANOS * (pingsNow - pings) / sinceLastNanos);
        }
        opened = openedNow;
        pings = pingsNow;
    }
}
