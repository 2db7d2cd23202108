package dev.flatline.core.heartbeat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.heartbeat.Activity.Signal;
import dev.flatline.core.seed.SeedSweep;
import dev.flatline.core.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HeartbeatMonitorTest {

    private static final long MS = 1_000_000;

    private final VirtualTime time = new VirtualTime();
    private final List<String> found = new ArrayList<>();
    private Runnable onExpired = () -> {};

    @Test
    void scansOnItsGridAndExpiresWithinOneScan() {
        HeartbeatMonitor monitor = started(Activity.ANY_BYTES, 0, 60);
        time.advance(35 * MS);
        monitor.add();

        time.advance(65 * MS - 1);
        assertEquals(List.of(), found);
        time.advance(1);

        assertEquals(List.of("expired at 100"), found);
    }

    @SeedSweep
    void everyExpiryFallsIntoTheWindowOfTheRule(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        HeartbeatMonitor monitor = started(Activity.ANY_BYTES, 0, 60);
        time.advance(random.nextLong(40 * MS));
        int slot = monitor.add();
        onExpired = () -> monitor.remove(slot);
        for (int i = 0; i < 10; i++) {
            time.advance(random.nextLong(60 * MS));
            monitor.signal(slot, Signal.BYTES);
        }
        long lastSign = time.nanoTime();

        while (found.isEmpty()) {
            time.advance(1_000);
        }

        long silence = time.nanoTime() - lastSign;
        assertTrue(silence >= 60 * MS && silence <= 80 * MS + 1_000, "expired after " + silence);
    }

    @Test
    void pingsOncePerSilenceAndThenExpires() {
        HeartbeatMonitor monitor = started(Activity.ANY_BYTES, 40, 60);
        int slot = monitor.add();
        onExpired = () -> monitor.remove(slot);

        time.advance(300 * MS);

        assertEquals(List.of("quiet at 40", "expired at 100"), found);
    }

    @Test
    void anyBytesKeepAConnectionAliveWherePongsAreNotAskedFor() {
        HeartbeatMonitor monitor = started(Activity.ANY_BYTES, 0, 60);
        int slot = monitor.add();

        for (int i = 0; i < 20; i++) {
            time.advance(50 * MS);
            monitor.signal(slot, Signal.BYTES);
        }

        assertEquals(List.of(), found);
    }

    @Test
    void onlyPongsKeepAConnectionAliveWhereTheyAreAskedFor() {
        HeartbeatMonitor monitor = started(Activity.PONGS, 40, 60);
        int slot = monitor.add();
        onExpired = () -> monitor.remove(slot);
        time.advance(41 * MS);
        monitor.signal(slot, Signal.PONG);

        for (int i = 0; i < 20; i++) {
            time.advance(10 * MS);
            if (found.size() < 3) {
                monitor.signal(slot, Signal.MESSAGE);
                monitor.signal(slot, Signal.BYTES);
            }
        }

        assertEquals(List.of("quiet at 40", "quiet at 100", "expired at 160"), found);
    }

    @Test
    void aStoppedMonitorReportsNothingAndCanStartAgain() {
        HeartbeatMonitor monitor = started(Activity.ANY_BYTES, 0, 60);
        monitor.add();
        monitor.stop();
        time.advance(200 * MS);
        assertEquals(List.of(), found);

        monitor.start();
        monitor.start();
        time.advance(20 * MS);

        assertEquals(List.of("expired at 220"), found);
    }

    @Test
    void stopsForGoodWhenStoppedByWhatItReports() {
        HeartbeatMonitor monitor = started(Activity.ANY_BYTES, 0, 60);
        onExpired = monitor::stop;
        monitor.add();

        time.advance(500 * MS);

        assertEquals(List.of("expired at 60"), found);
    }

    @Test
    void aRuleThatDoesNothingSetsNoAlarm() {
        HeartbeatMonitor monitor = monitor(HeartbeatRule.NONE);
        monitor.start();
        monitor.add();

        time.advance(1_000 * MS);

        assertEquals(0, time.executed());
    }

    private HeartbeatMonitor started(Activity activity, long pingAfterMillis, long timeoutMillis) {
        HeartbeatMonitor monitor = monitor(
                pingAfterMillis == 0
                        ? HeartbeatRule.idle(activity, timeoutMillis * MS, 20 * MS)
                        : HeartbeatRule.pinging(activity, pingAfterMillis * MS, timeoutMillis * MS, 20 * MS));
        monitor.start();
        return monitor;
    }

    private HeartbeatMonitor monitor(HeartbeatRule rule) {
        return new HeartbeatMonitor(
                rule,
                DetectorKind.DEFAULT,
                time,
                time.nanoTime(),
                new SplittableRandom(1),
                new HeartbeatMonitor.Verdict() {
                    @Override
                    public void ping(int slot, long number) {
                        found.add("quiet at " + (time.nanoTime() - VirtualTime.START_NANOS) / MS);
                    }

                    @Override
                    public void expired(int slot) {
                        found.add("expired at " + (time.nanoTime() - VirtualTime.START_NANOS) / MS);
                        onExpired.run();
                    }
                });
    }
}
