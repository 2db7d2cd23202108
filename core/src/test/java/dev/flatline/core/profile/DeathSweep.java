package dev.flatline.core.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.heartbeat.Activity.Signal;
import dev.flatline.core.heartbeat.DetectorKind;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.PeerFleet;
import dev.flatline.core.heartbeat.PeerFleet.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Lets peers die at every phase of a rule: over a fine grid, just after an answer, and just before a ping; on servers whose
 * scans have every phase to their clock.
 */
final class DeathSweep {

    private static final int STEPS = 400;
    private static final double GOLDEN = 0.6180339887498949;

    /** What a sweep saw, in nanoseconds. */
    record Window(long earliest, long latest) {}

    private final HeartbeatRule rule;
    private final DetectorKind kind;
    private final boolean peersSpeak;
    private final List<Peer> peers = new ArrayList<>();

    /**
     * A sweep that has not run.
     *
     * @param peersSpeak whether a peer sends one message, the moment it dies, or was silent but for answers
     */
    DeathSweep(HeartbeatRule rule, DetectorKind kind, boolean peersSpeak) {
        this.rule = rule;
        this.kind = kind;
        this.peersSpeak = peersSpeak;
    }

    /** Runs, and tells when peers were declared gone, counted from an instant of theirs. */
    Window from(ToLongFunction<Peer> instant) {
        long look = rule.scan().lookNanos();
        int phases = look >= 1_000_000_000 ? 40 : 1;
        for (int phase = 0; phase < phases; phase++) {
            run((long) (look * (phase * GOLDEN % 1)));
        }
        long earliest = Long.MAX_VALUE;
        long latest = Long.MIN_VALUE;
        for (Peer peer : peers) {
            long took = peer.expiredAt - instant.applyAsLong(peer);
            earliest = Math.min(earliest, took);
            latest = Math.max(latest, took);
        }
        return new Window(earliest, latest);
    }

    private void run(long phaseNanos) {
        PeerFleet fleet = new PeerFleet(rule, kind, phaseNanos);
        long cycle = Math.max(rule.pings().everyNanos(), rule.scan().lookNanos());
        cycle = Math.max(cycle, rule.scan().everyNanos());
        boolean answering = rule.asks();
        long settled = answering ? 3 * cycle : cycle;
        for (int i = 0; i < STEPS; i++) {
            double share = (double) i / STEPS;
            long dies = settled + (long) (cycle * share);
            long opens = answering ? (long) (cycle * (i * GOLDEN % 1)) : dies - (long) (cycle * (i * GOLDEN % 1));
            fleet.at(opens, () -> open(fleet, dies));
        }
        if (answering) {
            for (int i = 0; i < STEPS / 4; i++) {
                int pings = 1 + i % 3;
                boolean after = i % 2 == 0;
                fleet.at((long) (cycle * (i * GOLDEN % 1)), () -> openUntilPing(fleet, pings, after));
            }
        }
        fleet.advance(settled + cycle);
        for (int more = 0; more < 20 && fleet.watched() > 0; more++) {
            fleet.advance(cycle + rule.expireAfterNanos());
        }
        assertEquals(0, fleet.watched(), "still watched");
    }

    private void open(PeerFleet fleet, long dies) {
        Peer peer = fleet.open();
        peers.add(peer);
        fleet.at(dies, () -> {
            if (peersSpeak) {
                peer.says(Signal.MESSAGE);
            }
            peer.dies();
        });
    }

    private void openUntilPing(PeerFleet fleet, int pings, boolean after) {
        Peer peer = fleet.open();
        peers.add(peer);
        if (after) {
            peer.answersUntilDeath = pings;
        } else {
            peer.pingAfterDeath = pings;
        }
    }
}
