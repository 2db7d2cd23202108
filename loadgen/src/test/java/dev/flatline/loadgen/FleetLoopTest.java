package dev.flatline.loadgen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.connection.ConnectionSupervisor;
import dev.flatline.core.connection.Transport;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.reconnect.ExponentialBackoff;
import dev.flatline.core.reconnect.Jitter;
import dev.flatline.core.seed.Seeds;
import dev.flatline.core.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FleetLoopTest {

    private static final long MILLI = 1_000_000;
    private static final ClientPlan PLAN =
            ClientPlan.plain(HeartbeatRule.NONE, ExponentialBackoff.fixed(MILLI, Jitter.NONE, 1), 1_000_000 * MILLI);

    private final VirtualTime time = new VirtualTime();
    private final RecordedAttempts attempts = new RecordedAttempts();

    @Test
    void everyClientStartsAtItsArrivalOnOneAlarm() {
        FleetLoop loop = loop(0, 5 * MILLI, 5 * MILLI, 40 * MILLI);

        loop.start(time.nanoTime());
        time.advance(100 * MILLI);

        assertEquals(List.of("0 at 0 for 0", "1 at 5 for 5", "2 at 5 for 5", "3 at 40 for 40"), attempts.lines);
        assertEquals(2, time.executed());
    }

    @Test
    void aLateLoopStartsLateAndKeepsTheIntendedTimes() {
        FleetLoop loop = loop(0, 5 * MILLI, 40 * MILLI);
        long origin = time.nanoTime();
        time.advance(20 * MILLI);

        loop.start(origin);
        time.advance(100 * MILLI);

        assertEquals(List.of("0 at 20 for 0", "1 at 20 for 5", "2 at 40 for 40"), attempts.lines);
    }

    @Test
    void aStoppedLoopStartsNobodyElse() {
        FleetLoop loop = loop(0, 5 * MILLI, 40 * MILLI);
        loop.start(time.nanoTime());
        time.advance(10 * MILLI);

        loop.stop();
        time.advance(100 * MILLI);

        assertEquals(2, attempts.lines.size());
        assertEquals(List.of("abort", "abort"), attempts.aborts);
    }

    private FleetLoop loop(long... startNanos) {
        long origin = time.nanoTime();
        attempts.originNanos = origin;
        return new FleetLoop(
                time,
                Starts.at(startNanos),
                index -> new ConnectionSupervisor(
                        index, PLAN, time, attempts, new Seeds(1).generator("client", index), attempts));
    }

    /** Notes attempts and aborts; nothing ever connects. */
    private static final class RecordedAttempts extends SilentEvents implements Transport {
        final List<String> lines = new ArrayList<>();
        final List<String> aborts = new ArrayList<>();
        long originNanos;

        @Override
        public void attempted(int client, boolean retry, long intendedNanos, long nowNanos) {
            lines.add(client + " at " + (nowNanos - originNanos) / MILLI + " for "
                    + (intendedNanos - originNanos) / MILLI);
        }

        @Override
        public void connect(Listener listener) {}

        @Override
        public void sendText(byte[] utf8) {}

        @Override
        public void ping(long payload) {}

        @Override
        public void close(int code, String reason) {}

        @Override
        public void abort() {
            aborts.add("abort");
        }
    }
}
