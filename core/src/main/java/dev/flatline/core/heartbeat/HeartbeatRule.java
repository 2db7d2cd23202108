package dev.flatline.core.heartbeat;

import dev.flatline.core.heartbeat.Expiry.From;
import dev.flatline.core.heartbeat.Pings.Cadence;

/**
 * How one side keeps a connection and notices that the other is gone: what it sends, what it takes for life, when it gives
 * up and what it does then. Data only: {@link HeartbeatMonitor} is a server's rule at work.
 *
 * @param activity what counts as a sign of life
 * @param pings what this side sends
 * @param peerPings what the other side is expected to send: its text pings are answered, and it tells who pings
 * @param expiry when the other side is gone
 * @param scan when the rule is looked at
 */
public record HeartbeatRule(Activity activity, Pings pings, Pings peerPings, Expiry expiry, Scan scan) {

    /** A time that does not end. */
    public static final long NEVER = Long.MAX_VALUE;

    /** No pings, no expiry. */
    public static final HeartbeatRule NONE =
            new HeartbeatRule(Activity.ANY_BYTES, Pings.NONE, Pings.NONE, Expiry.NONE, Scan.EXACT);

    /** Checks what goes together. */
    public HeartbeatRule {
        checkActivity(activity, pings, expiry);
        boolean ofSilence = expiry.comes() && expiry.from() == From.ACTIVITY;
        boolean waitsForPing = pings.sends() && (pings.onQuiet() || activity.needsPings());
        if (ofSilence && waitsForPing && expiry.timeoutNanos() <= pings.everyNanos()) {
            throw new IllegalArgumentException("idle ends before the ping; accepted: longer than every");
        }
        if (expiry.comes() && !ofSilence && !pings.sends()) {
            throw new IllegalArgumentException("timeout after a ping needs pings");
        }
        if (scan.grid() == Scan.Grid.CONNECTION && scan.everyNanos() > 0 && pings.sends() && pings.onQuiet()) {
            throw new IllegalArgumentException("grid: connection goes with cadence fixed or after-answer, or no pings");
        }
        if (scan.grid() == Scan.Grid.POLLS && (pings.sends() || !ofSilence)) {
            throw new IllegalArgumentException("grid: polls goes with idle, and without pings");
        }
        if (scan.firstScanStamps() && !ofSilence) {
            throw new IllegalArgumentException("first-scan: stamps needs idle");
        }
    }

    private static void checkActivity(Activity activity, Pings pings, Expiry expiry) {
        if (activity.needsPings() && expiry.comes() && !pings.sends()) {
            throw new IllegalArgumentException("activity 'pongs' needs pings: without them every connection expires");
        }
        if (activity.needsPings() && expiry.comes() && !pings.frame().isAnswered()) {
            throw new IllegalArgumentException("activity 'pongs' needs an answer: without it every connection expires");
        }
        if (activity == Activity.CURRENT_PONG && pings.sends() && pings.frame().isText()) {
            throw new IllegalArgumentException("activity 'current-pong' needs ping: websocket, whose payload counts");
        }
    }

    /** No pings: silent for that long, cut. */
    public static HeartbeatRule idle(Activity activity, long idleNanos, long scanNanos) {
        return new HeartbeatRule(
                activity, Pings.NONE, Pings.NONE, Expiry.silent(idleNanos, OnExpiry.CUT), Scan.every(scanNanos));
    }

    /**
     * Two phases as in uWebSockets: silent for {@code everyNanos}, one WebSocket ping; silent for {@code timeoutNanos} more,
     * cut. {@link #NEVER} pings and never cuts.
     */
    public static HeartbeatRule pinging(Activity activity, long everyNanos, long timeoutNanos, long scanNanos) {
        Pings pings = Pings.of(PingFrame.WEBSOCKET, everyNanos, Cadence.QUIET_ONCE);
        Expiry expiry = timeoutNanos == NEVER ? Expiry.NONE : Expiry.silent(everyNanos + timeoutNanos, OnExpiry.CUT);
        return new HeartbeatRule(activity, pings, Pings.NONE, expiry, Scan.every(scanNanos));
    }

    /** The same rule with another idea of life. */
    public HeartbeatRule withActivity(Activity other) {
        return new HeartbeatRule(other, pings, peerPings, expiry, scan);
    }

    /** The same rule with other pings. */
    public HeartbeatRule withPings(Pings other) {
        return new HeartbeatRule(activity, other, peerPings, expiry, scan);
    }

    /** The same rule, expecting other pings of the peer. */
    public HeartbeatRule withPeerPings(Pings other) {
        return new HeartbeatRule(activity, pings, other, expiry, scan);
    }

    /** The same rule with another end. */
    public HeartbeatRule withExpiry(Expiry other) {
        return new HeartbeatRule(activity, pings, peerPings, other, scan);
    }

    /** The same rule, looked at otherwise. */
    public HeartbeatRule withScan(Scan other) {
        return new HeartbeatRule(activity, pings, peerPings, expiry, other);
    }

    /** Who pings. */
    public Pinger pinger() {
        return Pinger.of(pings.sends(), peerPings.sends());
    }

    /** Whether this side sends pings. */
    public boolean sendsPings() {
        return pings.sends();
    }

    /** Whether this side sends pings that something answers. */
    public boolean asks() {
        return pings.sends() && pings.frame().isAnswered();
    }

    /** Whether this side ever declares the other gone. */
    public boolean expires() {
        return expiry.comes();
    }

    /** Whether the payload of a WebSocket ping is its number, as 8 bytes; otherwise it is empty. */
    public boolean numbersPings() {
        return activity == Activity.CURRENT_PONG;
    }

    /** The shortest silence that ends in expiry, in nanoseconds; {@link #NEVER} without expiry. */
    public long expireAfterNanos() {
        return ExpiryWindow.sinceActivity(this).earliestNanos();
    }

    /** The longest silence before expiry, in nanoseconds: it waits for pings and scans. {@link #NEVER} without expiry. */
    public long latestExpiryNanos() {
        return ExpiryWindow.sinceActivity(this).latestNanos();
    }
}
