package dev.flatline.core.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.heartbeat.Activity.Signal;
import dev.flatline.core.heartbeat.DetectorKind;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.PeerFleet;
import dev.flatline.core.heartbeat.PeerFleet.Peer;
import dev.flatline.core.heartbeat.RandomRules;
import dev.flatline.core.profile.Counters.Counter;
import dev.flatline.core.profile.Counters.Does;
import dev.flatline.core.seed.SeedSweep;
import dev.flatline.core.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** The presets whose servers count ticks do at every tick what the real counter does. */
class CounterComparisonTest {

    private static final long MS = 1_000_000;
    private static final long SECOND = 1_000 * MS;

    private static final int TICKS = 300;

    private final List<String> expected = new ArrayList<>();
    private final List<String> found = new ArrayList<>();

    @SeedSweep
    void gatewayWorker(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long interval = 2L * (1 + random.nextInt(30)) * SECOND;
        long limit = random.nextInt(4);
        String data = random.nextBoolean() ? "ping" : "";
        HeartbeatRule rule = ServerProfiles.of("gatewayworker")
                .rule(ParameterValues.NONE
                        .with("interval", interval)
                        .with("limit", limit)
                        .with("data", data));
        long tick = limit > 0 ? interval / 2 : interval;

        compare(rule, random, tick, new Counters.GatewayWorker(limit, !data.isEmpty()));

        assertEquals(expected, found);
    }

    @SeedSweep
    void workerman(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long idle = 1L + random.nextInt(60);
        long scan = 1L + random.nextInt(12);
        HeartbeatRule rule = ServerProfiles.of("workerman")
                .rule(ParameterValues.NONE.with("idle", idle * SECOND).with("scan", scan * SECOND));

        compare(rule, random, scan * SECOND, new Counters.Workerman(idle));

        assertEquals(expected, found);
    }

    @SeedSweep
    void uWebSockets(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int idle = 4 * (2 + random.nextInt(60));
        int margin = idle < 16 ? 4 : idle < 32 ? 8 : 16;
        HeartbeatRule rule = ServerProfiles.of("uwebsockets").rule(ParameterValues.NONE.with("idle", idle * SECOND));

        compare(rule, random, 4 * SECOND, new Counters.UWebSockets(idle, margin));

        assertEquals(expected, found);
    }

    /** Its ticks are looked for every 10 ms. */
    @SeedSweep
    void cowboy(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        HeartbeatRule rule = ServerProfiles.of("phoenix-cowboy").rule();
        PeerFleet fleet = new PeerFleet(rule, DetectorKind.DEFAULT, random.nextLong(10 * MS));
        fleet.advance(random.nextLong(10 * SECOND));
        Peer peer = fleet.open();
        Counter counter = new Counters.Cowboy();
        NavigableSet<Long> messages = messages(random, 0, 6 * SECOND, 40);
        long closes = 0;
        for (long at = 6 * SECOND; closes == 0; at += 6 * SECOND) {
            if (!messages.subSet(at - 6 * SECOND, at).isEmpty()) {
                counter.message(0);
            }
            closes = counter.tick(0) == Does.CLOSES ? at : 0;
        }

        messages.forEach(at -> fleet.at(peer.openedAt + at, () -> peer.says(Signal.MESSAGE)));
        fleet.advance(10_000 * SECOND);

        long late = peer.expiredAt - peer.openedAt - closes;
        assertEquals(0, late / (10 * MS), "late by " + late);
    }

    private void compare(HeartbeatRule rule, SplittableRandom random, long tick, Counter counter) {
        DetectorKind kind = RandomRules.oneOf(random, DetectorKind.values());
        long phase = random.nextLong(tick);
        PeerFleet fleet = new PeerFleet(rule, kind, phase);
        fleet.advance(random.nextLong(tick - phase));
        Peer peer = fleet.open();
        peer.diedAt = 0; // it does not answer by itself
        NavigableSet<Long> messages = messages(random, fleet.now(), tick, 30);
        expect(counter, messages, phase, tick);

        messages.forEach(at -> fleet.at(at, () -> peer.says(Signal.MESSAGE)));
        fleet.advance(TICKS * tick - phase - fleet.now());

        peer.pingedAt.forEach(at -> found.add(Does.PINGS + " at " + at));
        if (!peer.isWatched()) {
            found.add(Does.CLOSES + " at " + peer.expiredAt);
        }
    }

    private void expect(Counter counter, NavigableSet<Long> messages, long phase, long tick) {
        for (int i = 1; i <= TICKS; i++) {
            long at = i * tick - phase;
            messages.subSet(at - tick, at).forEach(message -> counter.message(second(message)));
            Does does = counter.tick(second(at));
            if (does != Does.NOTHING) {
                expected.add(does + " at " + at);
            }
            if (does == Does.CLOSES) {
                return;
            }
        }
    }

    /** Instants of messages with short and long pauses. None is within 10 ms of a multiple of 30 ms after the first. */
    private static NavigableSet<Long> messages(SplittableRandom random, long from, long tick, int count) {
        NavigableSet<Long> messages = new TreeSet<>();
        long at = 0;
        for (int i = 0; i < count; i++) {
            at += 30 * MS + (random.nextInt(3) == 0 ? random.nextLong(9 * tick) : random.nextLong(tick / 2));
            messages.add(from + at / (30 * MS) * 30 * MS + 15 * MS + random.nextInt(1_000));
        }
        return messages;
    }

    private static long second(long sinceStart) {
        return Math.floorDiv(VirtualTime.START_NANOS + sinceStart, SECOND);
    }
}
