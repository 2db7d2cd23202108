package dev.flatline.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.Activity.Signal;
import dev.flatline.core.heartbeat.DetectorKind;
import dev.flatline.core.heartbeat.HeartbeatMonitor;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.seed.SeedSweep;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Every detector and Netty's {@link IdleStateHandler} find the same silences, the detectors within a scan. */
class IdleStateHandlerComparisonTest {

    private static final long MS = 1_000_000;
    private static final int CONNECTIONS = 12;
    private static final long SCAN_MILLIS = 10;
    private static final HeartbeatRule RULE =
            HeartbeatRule.pinging(Activity.ANY_BYTES, 60 * MS, 40 * MS, SCAN_MILLIS * MS);
    /** The scan, the tick in which an alarm may be late, and a turn of the loops of this test. */
    private static final long GRANULARITY_NANOS = RULE.scan().everyNanos() + WheelTimers.TICK_NANOS + MS;

    private final MockTicker ticker = Ticker.newMockTicker();
    private final List<NettyConnection> netty = new ArrayList<>();
    private final List<Watcher> watchers = new ArrayList<>();

    @SeedSweep
    void findTheSameSilences(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Arrays.stream(DetectorKind.values()).forEach(kind -> watchers.add(new Watcher(kind)));

        for (int step = 0; step < 3_000; step++) {
            ticker.advance(random.nextLong(MS), TimeUnit.NANOSECONDS);
            turnTheLoops();
            if (netty.size() < CONNECTIONS && random.nextInt(5) == 0) {
                netty.add(new NettyConnection(ticker));
                watchers.forEach(Watcher::open);
            }
            for (int connection = 0; connection < netty.size(); connection++) {
                if (random.nextInt(60) == 0) {
                    touch(connection);
                }
            }
        }
        for (int step = 0; step < 300; step++) {
            ticker.advance(MS, TimeUnit.NANOSECONDS);
            turnTheLoops();
        }

        watchers.forEach(this::assertAgrees);
    }

    private void turnTheLoops() {
        netty.forEach(connection -> connection.channel.runPendingTasks());
        watchers.forEach(watcher -> watcher.loop.runPendingTasks());
    }

    /** A connection that has expired is left alone, so that all of them see the same schedule. */
    private void touch(int connection) {
        if (netty.get(connection).expiredAt == 0) {
            netty.get(connection).channel.writeInbound("x");
            netty.get(connection).touchedAt.add(ticker.nanoTime());
            watchers.forEach(watcher -> watcher.touch(connection));
        }
    }

    private void assertAgrees(Watcher watcher) {
        for (int connection = 0; connection < CONNECTIONS; connection++) {
            String who = watcher.kind + ", connection " + connection;
            long late = watcher.expiredAt.getOrDefault(connection, 0L) - netty.get(connection).expiredAt;
            assertTrue(late >= 0 && late <= GRANULARITY_NANOS, () -> who + " expired " + late + " ns after Netty's");
            assertFoundTheSameQuiet(who, netty.get(connection), watcher.quietAt.get(connection));
        }
        assertEquals(0, watcher.monitor.size());
        watcher.loop.finishAndReleaseAll();
    }

    /** Both find the same, but for a silence that ended before the next scan. */
    private static void assertFoundTheSameQuiet(String who, NettyConnection netty, List<Long> found) {
        int next = 0;
        for (long quiet : netty.quietAt) {
            long latest = quiet + GRANULARITY_NANOS;
            if (next < found.size() && found.get(next) >= quiet && found.get(next) <= latest) {
                next++;
            } else {
                assertTrue(
                        netty.touchedAt.stream().anyMatch(touch -> touch >= quiet && touch <= latest),
                        () -> who + " was not pinged after " + quiet + ": " + found);
            }
        }
        assertEquals(found.size(), next, () -> who + ": Netty " + netty.quietAt + ", detector " + found);
    }

    /** A channel with two of Netty's handlers, one a phase. */
    private static final class NettyConnection {
        final List<Long> quietAt = new ArrayList<>();
        final List<Long> touchedAt = new ArrayList<>();
        final EmbeddedChannel channel;
        long expiredAt;

        NettyConnection(MockTicker ticker) {
            channel = EmbeddedChannel.builder()
                    .ticker(ticker)
                    .handlers(
                            idleAfter(RULE.pings().everyNanos(), () -> quietAt.add(ticker.nanoTime())),
                            idleAfter(RULE.expireAfterNanos(), () -> expiredAt = ticker.nanoTime()))
                    .build();
        }

        /** Runs once a silence. */
        private static IdleStateHandler idleAfter(long nanos, Runnable onIdle) {
            return new IdleStateHandler(nanos, 0, 0, TimeUnit.NANOSECONDS) {
                @Override
                protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
                    if (event.isFirst()) {
                        onIdle.run();
                    }
                }
            };
        }
    }

    /** The detector behind the monitor that the servers run. */
    private final class Watcher implements HeartbeatMonitor.Verdict {
        final DetectorKind kind;
        final EmbeddedChannel loop = EmbeddedChannel.builder().ticker(ticker).build();
        final Map<Integer, Long> expiredAt = new HashMap<>();
        final List<List<Long>> quietAt = new ArrayList<>();
        private final HeartbeatMonitor monitor;

        Watcher(DetectorKind kind) {
            this.kind = kind;
            WheelTimers timers = WheelTimers.on(loop.eventLoop(), failure -> {
                throw new AssertionError(failure);
            });
            this.monitor = new HeartbeatMonitor(RULE, kind, timers, timers.nanoTime(), new SplittableRandom(1), this);
            monitor.start();
        }

        /** Slots of this test are numbers of connections: none is reused, for all open before the first expires. */
        void open() {
            quietAt.add(new ArrayList<>());
            assertEquals(quietAt.size() - 1, monitor.add());
        }

        void touch(int slot) {
            if (!expiredAt.containsKey(slot)) {
                monitor.signal(slot, Signal.BYTES);
            }
        }

        @Override
        public void ping(int slot, long number) {
            quietAt.get(slot).add(ticker.nanoTime());
        }

        @Override
        public void expired(int slot) {
            expiredAt.put(slot, ticker.nanoTime());
            monitor.remove(slot);
        }
    }
}
