package dev.flatline.core.heartbeat;

import dev.flatline.core.heartbeat.Activity.Signal;
import dev.flatline.core.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The peers of one server in virtual time: each opens, answers its pings at once, dies without a word, and is removed when
 * the monitor says that it is gone. Instants are nanoseconds since the monitor started.
 */
public final class PeerFleet implements HeartbeatMonitor.Verdict {

    /** On the way from ping to pong. */
    public static final long RTT_NANOS = 1_000;

    private static final long NEVER = Long.MAX_VALUE;

    private final VirtualTime time = new VirtualTime();
    private final HeartbeatRule rule;
    private final HeartbeatMonitor monitor;
    private final List<Peer> bySlot = new ArrayList<>();

    /**
     * A server without peers.
     *
     * @param phaseNanos how long before the start the grid of its scans had an instant
     */
    public PeerFleet(HeartbeatRule rule, DetectorKind kind, long phaseNanos) {
        this.rule = rule;
        this.monitor = new HeartbeatMonitor(
                rule, kind, time, time.nanoTime() - phaseNanos, new SplittableRandom(phaseNanos), this);
        monitor.start();
    }

    /** A peer that opens now. */
    public Peer open() {
        Peer peer = new Peer(monitor.add());
        while (bySlot.size() <= peer.slot) {
            bySlot.add(peer);
        }
        bySlot.set(peer.slot, peer);
        return peer;
    }

    /** Runs a task at an instant. */
    public void at(long sinceStart, Runnable task) {
        time.after(sinceStart - now(), task);
    }

    /** Lets time pass. */
    public void advance(long nanos) {
        time.advance(nanos);
    }

    public long now() {
        return time.nanoTime() - VirtualTime.START_NANOS;
    }

    /** Peers that are watched. */
    public int watched() {
        return monitor.size();
    }

    @Override
    public void ping(int slot, long number) {
        bySlot.get(slot).pinged(number);
    }

    @Override
    public void expired(int slot) {
        Peer peer = bySlot.get(slot);
        peer.expiredAt = now();
        monitor.remove(slot);
    }

    /** One peer, and what happened to it. */
    public final class Peer {
        public final long openedAt = now();
        public final List<Long> pingedAt = new ArrayList<>();
        public long lastActivityAt = now();
        public long diedAt = NEVER;
        public long expiredAt = NEVER;
        /** It dies when it has answered that many pings. */
        public int answersUntilDeath = Integer.MAX_VALUE;
        /** It dies just before that ping arrives. */
        public int pingAfterDeath = Integer.MAX_VALUE;

        private final int slot;

        private Peer(int slot) {
            this.slot = slot;
        }

        /** It sends something, as a server hears it. */
        public void says(Signal signal) {
            if (!isWatched()) {
                return;
            }
            if (signal != Signal.SENT) {
                hears(Signal.BYTES);
            }
            hears(signal);
        }

        /** It answers a ping by its number. */
        public void pongs(long number) {
            if (!isWatched()) {
                return;
            }
            hears(Signal.BYTES);
            if (rule.activity().counts(Signal.PONG) || (rule.numbersPings() && number == pingedAt.size())) {
                lastActivityAt = now();
            }
            monitor.pong(slot, number);
        }

        /** It dies without a word. */
        public void dies() {
            diedAt = Math.min(diedAt, now());
        }

        public boolean isWatched() {
            return expiredAt == NEVER;
        }

        public boolean isDead() {
            return diedAt != NEVER;
        }

        private void hears(Signal signal) {
            if (rule.activity().counts(signal)) {
                lastActivityAt = now();
            }
            monitor.signal(slot, signal);
        }

        private void pinged(long number) {
            pingedAt.add(now());
            if (pingedAt.size() == pingAfterDeath) {
                diedAt = Math.min(diedAt, now() - 1);
            }
            if (isDead() || !rule.asks()) {
                return;
            }
            time.after(RTT_NANOS, () -> answer(number));
        }

        private void answer(long number) {
            if (rule.pings().frame().isText()) {
                says(Signal.ANSWER);
            } else {
                pongs(number);
            }
            if (number == answersUntilDeath) {
                dies();
            }
        }
    }
}
