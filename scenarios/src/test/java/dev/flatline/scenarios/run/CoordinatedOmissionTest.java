package dev.flatline.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.RunResult;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that answers nothing for two seconds, and then everything. Fifty clients send a message every 100 ms whatever becomes of
 * the ones before, so 20 messages of each are due in the stall, and wait between 2 s and 0 s. A tool that waits for an answer before
 * it sends the next would have 50 slow messages in its percentiles, and none of the 950 that it did not send.
 */
class CoordinatedOmissionTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC);
    private static final String STALL = """
            name: stall
            duration: 22s
            clients:
              count: 50
              connect: {arrival: constant, rate: 1000/s}
              heartbeat: {ping: websocket, every: 5s, timeout: 10s}
              messages: {kind: echo, rate: 10/s}
            timeline: [{at: 10s, for: 2s, fault: blackhole, hit: 100%}]
            """;
    private static final double CLIENTS = 50;
    private static final double PER_SECOND = 10;

    @TempDir
    Path folder;

    @Test
    void aStalledServerShowsInEveryMessageThatWasDue() {
        RunResult result =
                new SimulatedEngine(CLOCK).run(SmallStorm.request(STALL, folder.resolve("run")), progress -> {});

        Metric.Distribution rtt =
                (Metric.Distribution) Objects.requireNonNull(result.metrics().get("message.rtt"));
        double sent = rtt.count();
        assertEquals(22 * CLIENTS * PER_SECOND, sent, 0.02 * 22 * CLIENTS * PER_SECOND);
        assertEquals(2_000, rtt.max(), 2);
        // One in a hundred waited longest: those that were due in the first part of the stall.
        assertEquals(2_000 - 1_000 * sent * 0.01 / (CLIENTS * PER_SECOND), rtt.p99(), 15);
        assertEquals(2_000 - 1_000 * sent * 0.001 / (CLIENTS * PER_SECOND), rtt.p999(), 15);
        assertEquals(new Metric.Count(0), result.metrics().get("message.lost"));
    }
}
