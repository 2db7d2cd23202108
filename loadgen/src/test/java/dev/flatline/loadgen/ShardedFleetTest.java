package dev.flatline.loadgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.connection.TransportWorld.Reaction;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.load.ConstantRate;
import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.reconnect.ExponentialBackoff;
import dev.flatline.core.reconnect.Jitter;
import dev.flatline.core.seed.Seeds;
import dev.flatline.wire.Loops;
import dev.flatline.wire.SourcePool;
import dev.flatline.wire.TransportKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the clients of a fleet draw on real sockets, in one share and in several; each share as in a process of its own. */
@Tag("real-socket")
final class ShardedFleetTest {

    private static final int CLIENTS = 60;
    private static final int RETRIES = 3;
    private static final long MILLI = 1_000_000;
    private static final long LIMIT_SECONDS = 20;
    private static final Seeds SEEDS = new Seeds(42);

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aClientWaitsAndAimsAlikeInHoweverManyShares(int shares) throws Exception {
        try (ScriptedPeer first = new ScriptedPeer();
                ScriptedPeer second = new ScriptedPeer()) {
            List<Target> targets =
                    List.of(new Target("127.0.0.1", first.port(), "/"), new Target("127.0.0.1", second.port(), "/"));
            first.reacts(Reaction.REJECT);
            second.reacts(Reaction.REJECT);

            Map<Integer, List<Long>> whole = delays(targets, 1);
            Set<String> aimed = aims(first);
            int requests = first.connections().size();
            Map<Integer, List<Long>> union = delays(targets, shares);

            assertEquals(CLIENTS, whole.size());
            assertTrue(whole.values().stream().allMatch(delays -> delays.size() == RETRIES), whole::toString);
            assertTrue(whole.values().stream().distinct().count() > CLIENTS / 2, "clients draw delays of their own");
            assertEquals(whole, union);
            assertTrue(aimed.size() > CLIENTS / 4 && aimed.size() < CLIENTS, "both targets have clients");
            assertEquals(aimed, aims(first));
            assertEquals(2 * requests, first.connections().size());
        }
    }

    @Test
    void noTwoSharesSendTheSameKey() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer()) {
            peer.reacts(Reaction.REJECT);

            Map<Integer, List<Long>> unused = delays(List.of(new Target("127.0.0.1", peer.port(), "/")), 3);

            Set<String> keys = new HashSet<>();
            peer.connections().forEach(connection -> keys.add(connection.header("Sec-WebSocket-Key")));
            assertEquals(CLIENTS * (RETRIES + 1), peer.connections().size());
            assertEquals(peer.connections().size(), keys.size());
        }
    }

    private static Set<String> aims(ScriptedPeer peer) {
        Set<String> clients = new HashSet<>();
        peer.connections().forEach(connection -> clients.add(connection.header("X-Flatline-Client")));
        return clients;
    }

    /** How long each client waited before each of its retries; a client gives up after the last. */
    private static Map<Integer, List<Long>> delays(List<Target> targets, int shares) throws Exception {
        LoadPlan plan = LoadPlan.of(CLIENTS, new ConstantRate(2_000), plan());
        Map<Integer, List<Long>> delays = new ConcurrentHashMap<>();
        CountDownLatch given = new CountDownLatch(CLIENTS);
        SilentEvents events = new SilentEvents() {
            @Override
            public void backingOff(int client, long delayNanos, long nowNanos) {
                delays.computeIfAbsent(client, unused -> new ArrayList<>()).add(delayNanos);
            }

            @Override
            public void gaveUp(int client, CloseCause cause, int code, long nowNanos) {
                given.countDown();
            }
        };
        Destinations destinations = new Destinations(
                targets.stream()
                        .map(target -> new Destination(target, 1, Optional.empty()))
                        .toList(),
                TrustOptions.SYSTEM,
                SourcePool.AUTO);
        List<AutoCloseable> opened = new ArrayList<>();
        for (int index = 0; index < shares; index++) {
            Loops loops = Loops.open("share-" + index, 1, TransportKind.AUTO);
            Fleet fleet = new Fleet(plan, new FleetShare(index, shares), SEEDS, loops, destinations, events);
            opened.add(fleet);
            opened.add(loops);
            fleet.start(loops.timers(0).nanoTime());
        }
        assertTrue(given.await(LIMIT_SECONDS, TimeUnit.SECONDS), "every client gives up");
        for (AutoCloseable part : opened) {
            part.close();
        }
        return new TreeMap<>(delays);
    }

    private static ClientPlan plan() {
        return ClientPlan.plain(
                HeartbeatRule.NONE,
                ExponentialBackoff.fixed(20 * MILLI, Jitter.FULL, RETRIES),
                TimeUnit.SECONDS.toNanos(LIMIT_SECONDS));
    }
}
