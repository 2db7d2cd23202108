package dev.flatline.core.heartbeat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.heartbeat.Activity.Signal;
import dev.flatline.core.heartbeat.PeerFleet.Peer;
import dev.flatline.core.seed.SeedSweep;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever the rule, a peer is declared gone in its window. */
class ExpiryWindowTest {

    private static final long MS = 1_000_000;
    private static final int PEERS = 12;

    @SeedSweep
    void silenceEndsInTheWindowOfAnyRule(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        HeartbeatRule rule = RandomRules.draw(random);
        DetectorKind kind = RandomRules.oneOf(random, DetectorKind.values());
        PeerFleet fleet = new PeerFleet(rule, kind, random.nextLong(rule.scan().lookNanos()));
        ExpiryWindow window = ExpiryWindow.sinceActivity(rule);

        for (Peer peer : talkers(fleet, random)) {
            long silence = peer.expiredAt - peer.lastActivityAt;
            String what = kind.key() + ", " + rule + ": after " + silence + " of " + window;
            assertTrue(peer.isWatched() ? !peer.isDead() : silence >= window.earliestNanos(), what);
            assertTrue(peer.isWatched() || silence <= window.latestNanos() + PeerFleet.RTT_NANOS, what);
        }
    }

    /** Peers that say all kinds of things at random, and die after a while. */
    private static List<Peer> talkers(PeerFleet fleet, SplittableRandom random) {
        List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < PEERS; i++) {
            fleet.at(random.nextLong(300 * MS), () -> {
                Peer peer = fleet.open();
                peers.add(peer);
                fleet.at(fleet.now() + random.nextLong(2_000 * MS), peer::dies);
                chat(fleet, peer, random, (1 + random.nextInt(100)) * MS);
            });
        }
        fleet.advance(60_000 * MS);
        return peers;
    }

    private static void chat(PeerFleet fleet, Peer peer, SplittableRandom random, long pauseNanos) {
        fleet.at(fleet.now() + 1 + random.nextLong(pauseNanos), () -> {
            if (!peer.isDead() && peer.isWatched()) {
                peer.says(RandomRules.oneOf(random, Signal.values()));
                chat(fleet, peer, random, pauseNanos);
            }
        });
    }

    @SeedSweep
    void aPeerThatOnlyAnswersIsFoundInTheWindowSinceItsDeath(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        HeartbeatRule rule = answeredRule(random);
        DetectorKind kind = RandomRules.oneOf(random, DetectorKind.values());
        PeerFleet fleet = new PeerFleet(rule, kind, random.nextLong(rule.scan().lookNanos()));
        ExpiryWindow window = ExpiryWindow.sinceDeath(rule);
        List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < PEERS; i++) {
            fleet.at(random.nextLong(300 * MS), () -> peers.add(fleet.open()));
            int peer = i;
            fleet.at(
                    1_000 * MS + random.nextLong(1_000 * MS),
                    () -> peers.get(peer).dies());
        }

        fleet.advance(60_000 * MS);

        for (Peer peer : peers) {
            long took = peer.expiredAt - peer.diedAt;
            String what = kind.key() + ", " + rule + ": after " + took + " of " + window;
            assertTrue(took >= window.earliestNanos() - PeerFleet.RTT_NANOS, what);
            assertTrue(took <= window.latestNanos() + PeerFleet.RTT_NANOS, what);
        }
        assertEquals(0, fleet.watched());
    }

    /** A rule that a peer survives by answering: its pings are answered, count, and come in time. */
    private static HeartbeatRule answeredRule(SplittableRandom random) {
        while (true) {
            HeartbeatRule rule = RandomRules.draw(random);
            boolean counts =
                    rule.activity().counts(Signal.PONG) && rule.activity().counts(Signal.ANSWER);
            long latestPing = rule.pings().everyNanos()
                    + 2 * rule.scan().lookNanos()
                    + rule.scan().clockNanos();
            boolean inTime =
                    rule.expiry().from() == Expiry.From.PING || rule.expiry().timeoutNanos() > latestPing;
            if (rule.asks() && counts && inTime && !rule.scan().firstScanStamps()) {
                return rule;
            }
        }
    }

    @Test
    void withoutPingsNothingIsKnownOfWhenThePeerWasHeardLast() {
        HeartbeatRule idle = HeartbeatRule.idle(Activity.ANY_BYTES, 60, 5);
        Pings hourly = Pings.of(PingFrame.WEBSOCKET, 20, Pings.Cadence.FIXED);

        assertEquals(new ExpiryWindow(0, 65), ExpiryWindow.sinceDeath(idle));
        assertEquals(new ExpiryWindow(40, 65), ExpiryWindow.sinceDeath(idle.withPeerPings(hourly)));
    }

    @Test
    void aTimeoutNearTheEndOfTimeDoesNotOverflow() {
        long almost = HeartbeatRule.NEVER - 1;
        HeartbeatRule rule = HeartbeatRule.idle(Activity.ANY_BYTES, almost, 5 * MS);

        assertEquals(new ExpiryWindow(almost, HeartbeatRule.NEVER), ExpiryWindow.sinceActivity(rule));
    }
}
