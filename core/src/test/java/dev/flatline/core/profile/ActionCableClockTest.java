package dev.flatline.core.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.connection.ConnectionEvents;
import dev.flatline.core.connection.ConnectionSupervisor;
import dev.flatline.core.connection.Transport;
import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.reconnect.Loss;
import dev.flatline.core.reconnect.ReconnectPolicy;
import dev.flatline.core.reconnect.Retry;
import dev.flatline.core.time.VirtualTime;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Action Cable's free-running clock, as clients live by it: a server that pings every three seconds, and a restart. */
class ActionCableClockTest {

    private static final long MS = 1_000_000;
    private static final int CLIENTS = 4_000;

    /** Simulated from the real code (200,000 clients): 6.0 s at least, p5 6.5, median 10.5, p95 14.3, less than 18 s. */
    @Test
    void comesBackFromARestartAtAPollSixToEighteenSecondsLater() {
        SplittableRandom random = new SplittableRandom(5);
        List<Long> delays = new ArrayList<>();
        int first = 0;

        for (int client = 0; client < CLIENTS; client++) {
            World world = new World(random.split());
            world.open();
            world.advance(40_000 * MS + random.nextLong(24_000 * MS));
            world.listener().onClosed(CloseCause.END_OF_STREAM, 0);
            delays.add(world.retry.delayNanos() / MS);
            first += world.retry.memory() == 1 ? 1 : 0;
        }

        delays.sort(null);
        assertTrue(delays.get(0) >= 6_000, "least " + delays.get(0));
        assertTrue(delays.get(CLIENTS - 1) < 18_000, "most " + delays.get(CLIENTS - 1));
        assertEquals(6_500, delays.get(CLIENTS / 20), 150);
        assertEquals(10_500, delays.get(CLIENTS / 2), 250);
        assertEquals(14_300, delays.get(CLIENTS * 19 / 20), 250);
        assertEquals(0.83, (double) first / CLIENTS, 0.02, "share that the first stale poll brought back");
    }

    /** The transcript: closed without a code 11.8 s after the upgrade, the next upgrade half a second later. */
    @Test
    void leavesASilentServerAtAPollAndReopensHalfASecondLater() {
        SplittableRandom random = new SplittableRandom(6);
        for (int client = 0; client < 500; client++) {
            World world = new World(random.split());
            world.open();
            world.pings = false;
            long opened = world.time.nanoTime();
            for (int step = 0; step < 150 && world.closes.isEmpty(); step++) {
                world.advance(100 * MS);
            }
            long silent = world.time.nanoTime() - opened;
            world.advance(600 * MS);

            assertTrue(silent >= 6_000 * MS && silent <= 12_100 * MS, "after " + silent / MS + " ms");
            assertEquals(List.of(1005), world.closes);
            assertEquals(500 * MS, world.retry.delayNanos());
            assertEquals(2, world.attempts);
        }
    }

    /** The poll that closed the socket also set the next one: 6.9 s to 7.935 s after it, half a second of which are over. */
    @Test
    void theNextPollCountsFromTheOneThatReopened() {
        ReconnectPolicy policy = ClientProfiles.of("actioncable").policy();
        SplittableRandom random = new SplittableRandom(8);
        Retry reopen = policy.next(Loss.of(CloseCause.HEARTBEAT_EXPIRED, 0), random);
        Loss refused = Loss.of(CloseCause.HEARTBEAT_EXPIRED, 0).failedAfter(reopen, CloseCause.REFUSED);

        for (int draw = 0; draw < 2_000; draw++) {
            long delay = policy.next(refused, random).delayNanos();

            assertTrue(delay >= 6_400 * MS && delay < 7_435 * MS, delay / MS + " ms");
        }
    }

    /** One client and its server, in virtual time. */
    private static final class World implements Transport {

        private static final byte[] WELCOME = "{\"type\":\"welcome\"}".getBytes(StandardCharsets.UTF_8);
        private static final byte[] CONFIRM =
                "{\"identifier\":\"{}\",\"type\":\"confirm_subscription\"}".getBytes(StandardCharsets.UTF_8);
        private static final byte[] PING = "{\"type\":\"ping\",\"message\":1}".getBytes(StandardCharsets.UTF_8);

        private final VirtualTime time = new VirtualTime();
        private final List<Integer> closes = new ArrayList<>();
        private final ConnectionSupervisor client;
        private final long pingPhase;
        private @Nullable Listener listener;
        private Retry retry = Retry.NEVER;
        private boolean pings = true;
        private boolean open;
        private int attempts;

        World(RandomGenerator random) {
            ClientProfile profile = ClientProfiles.of("actioncable");
            ReconnectPolicy policy = profile.policy();
            ReconnectPolicy watched = (loss, draws) -> retry = policy.next(loss, draws);
            ClientPlan plan = ClientPlan.plain(profile.rule(), watched, profile.attemptTimeoutNanos())
                    .withDialect(profile.dialect());
            ConnectionEvents nobody = (ConnectionEvents) Proxy.newProxyInstance(
                    ConnectionEvents.class.getClassLoader(),
                    new Class<?>[] {ConnectionEvents.class},
                    (proxy, method, arguments) -> null);
            client = new ConnectionSupervisor(0, plan, time, this, random, nobody);
            pingPhase = random.nextLong(3_000 * MS);
        }

        void open() {
            client.start(time.nanoTime());
            listener().onConnected();
            listener().onOpen();
            open = true;
            listener().onText(WELCOME);
            listener().onText(CONFIRM);
            time.after(pingPhase, this::ping);
        }

        void advance(long nanos) {
            time.advance(nanos);
        }

        Listener listener() {
            if (listener == null) {
                throw new IllegalStateException("no attempt was made");
            }
            return listener;
        }

        private void ping() {
            if (pings && open) {
                listener().onText(PING);
                time.after(3_000 * MS, this::ping);
            }
        }

        @Override
        public void connect(Listener next) {
            attempts++;
            listener = next;
        }

        @Override
        public void sendText(byte[] utf8) {}

        @Override
        public void ping(long payload) {}

        @Override
        public void close(int code, String reason) {
            open = false;
            closes.add(code);
        }

        @Override
        public void abort() {
            open = false;
        }
    }
}
