package dev.flatline.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.dialect.Dialect;
import dev.flatline.core.dialect.Dialects;
import dev.flatline.core.dialect.EngineIo4;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.Expiry;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.OnExpiry;
import dev.flatline.core.measure.Metric;
import dev.flatline.core.profile.ParameterValues;
import dev.flatline.core.profile.ServerProfiles;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A fleet and a server that speak the same, and that do not. */
class DialectsTest {

    private static final long SECOND = 1_000_000_000;

    private final Storm storm = new Storm();

    @BeforeEach
    void nothingGoesWrong() {
        storm.faults = List.of();
    }

    static Stream<Dialect> all() {
        return Dialects.all().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void echoesAreMeasuredInEveryDialect(Dialect dialect) {
        storm.dialect = dialect;

        Storm.Run run = storm.run(42, 60);

        assertTrue(count(run, "message.rtt") > 1_000, "measured " + count(run, "message.rtt"));
        assertEquals(0, lines(run, "failed") + lines(run, "lost"));
    }

    /** The client's own rule would wait for 45 s, and the server pings every 3 s. */
    @Test
    void aClientKeepsToTheIntervalsThatItsServerToldIt() {
        storm.dialect = EngineIo4.DIALECT;
        storm.serverRule = ServerProfiles.of("engine.io-4")
                .rule(ParameterValues.NONE.with("ping-interval", 3 * SECOND).with("ping-timeout", 2 * SECOND));
        storm.clientRule = HeartbeatRule.NONE
                .withActivity(Activity.PEER_PINGS)
                .withExpiry(Expiry.silent(45 * SECOND, OnExpiry.CUT));

        assertEquals(0, lines(storm.run(42, 60), "lost"));
        storm.faults = List.of(new ScheduledFault(0, new Fault.Blackhole(), 30 * SECOND, 10 * SECOND, 1));
        Storm.Run silenced = storm.run(42, 60);

        Metric.Distribution detected = (Metric.Distribution)
                Objects.requireNonNull(silenced.recorder().metrics().get("detect.client"));
        assertTrue(detected.count() > 150, "detected " + detected.count());
        assertTrue(detected.max() < 5_000, "the slowest took " + detected.max() + " ms");
    }

    private static long count(Storm.Run run, String metric) {
        return ((Metric.Distribution)
                        Objects.requireNonNull(run.recorder().metrics().get(metric)))
                .count();
    }

    private static long lines(Storm.Run run, String event) {
        return run.journal()
                .toString()
                .lines()
                .filter(line -> line.split("\t", -1)[1].equals(event))
                .count();
    }
}
