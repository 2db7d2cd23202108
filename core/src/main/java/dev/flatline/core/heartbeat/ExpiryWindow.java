package dev.flatline.core.heartbeat;

import dev.flatline.core.heartbeat.Expiry.From;
import dev.flatline.core.heartbeat.Pings.Cadence;
import dev.flatline.core.heartbeat.Pings.Phase;

/**
 * The time in which a rule declares a peer gone, both ends included; without the time that a ping and its answer take on
 * the way. Pure functions of the rule.
 *
 * @param earliestNanos never before; {@link HeartbeatRule#NEVER} without expiry
 * @param latestNanos never after; {@link HeartbeatRule#NEVER} without expiry
 */
public record ExpiryWindow(long earliestNanos, long latestNanos) {

    private static final ExpiryWindow NEVER = new ExpiryWindow(HeartbeatRule.NEVER, HeartbeatRule.NEVER);

    /** Counted from the last activity that the rule counts, or from the open if there was none. */
    public static ExpiryWindow sinceActivity(HeartbeatRule rule) {
        long timeout = rule.expiry().timeoutNanos();
        if (!rule.expires()) {
            return NEVER;
        }
        if (rule.expiry().from() == From.ACTIVITY) {
            ExpiryWindow spoke = silence(rule.scan(), timeout);
            return rule.scan().firstScanStamps() ? new ExpiryWindow(spoke.earliestNanos, neverSpoke(rule)) : spoke;
        }
        return new ExpiryWindow(later(earliestPing(rule), timeout), later(latestPing(rule), afterPing(rule)));
    }

    /**
     * Counted from the instant at which a peer vanishes that has answered every ping at once until then. Of a rule without
     * pings on either side nothing is known about how long the peer was silent before: the window begins at 0.
     */
    public static ExpiryWindow sinceDeath(HeartbeatRule rule) {
        if (!rule.expires()) {
            return NEVER;
        }
        ExpiryWindow activity = sinceActivity(rule);
        if (rule.expiry().from() == From.PING) {
            return new ExpiryWindow(rule.expiry().timeoutNanos(), activity.latestNanos);
        }
        if (rule.activity().needsPings() && isOnRounds(rule) && !rule.scan().isCoarse()) {
            return betweenRounds(rule);
        }
        long quietBefore = HeartbeatRule.NEVER;
        if (rule.asks()) {
            quietBefore = latestPing(rule);
        } else if (rule.peerPings().sends()) {
            quietBefore = rule.peerPings().everyNanos();
        }
        return new ExpiryWindow(Math.max(0, activity.earliestNanos - quietBefore), activity.latestNanos);
    }

    /** All pongs come just after a round: a silence of those is looked at whole scans after it began. */
    private static ExpiryWindow betweenRounds(HeartbeatRule rule) {
        long look = rule.scan().lookNanos();
        long timeout = rule.expiry().timeoutNanos();
        long soonest = onGrid(timeout, look) - rule.pings().everyNanos();
        return new ExpiryWindow(Math.max(0, soonest), later(timeout - timeout % look, look));
    }

    private static boolean isOnRounds(HeartbeatRule rule) {
        Pings pings = rule.pings();
        return pings.cadence() == Cadence.FIXED
                && pings.phase() == Phase.SHARED
                && pings.everyNanos() % rule.scan().lookNanos() == 0;
    }

    /** In which silences the first scan falls that finds one longer than a threshold. */
    private static ExpiryWindow silence(Scan scan, long thresholdNanos) {
        if (!scan.isCoarse()) {
            return new ExpiryWindow(thresholdNanos, later(thresholdNanos, granularity(scan)));
        }
        long earliest = thresholdNanos - thresholdNanos % scan.stepNanos();
        long sure = later(earliest, scan.stepNanos());
        return new ExpiryWindow(earliest, scan.grid() == Scan.Grid.COUNTED ? sure : later(sure, granularity(scan)));
    }

    /** A connection that was stamped by the first scan: all is on the grid of the scan from then on. */
    private static long neverSpoke(HeartbeatRule rule) {
        Scan scan = rule.scan();
        long sure = scan.isCoarse()
                ? silence(scan, rule.expiry().timeoutNanos()).earliestNanos + scan.stepNanos()
                : rule.expiry().timeoutNanos();
        return later(scan.lookNanos(), onGrid(sure, scan.lookNanos()));
    }

    /** The shortest time from an activity to the ping that finds no answer. */
    private static long earliestPing(HeartbeatRule rule) {
        return switch (rule.pings().cadence()) {
            case QUIET_ONCE, QUIET -> silence(rule.scan(), rule.pings().everyNanos()).earliestNanos;
            case FIXED, AFTER_ANSWER -> 0;
        };
    }

    /** The longest time from an activity to the ping that finds no answer. */
    private static long latestPing(HeartbeatRule rule) {
        Pings pings = rule.pings();
        long look = rule.scan().lookNanos();
        if (pings.onQuiet()) {
            return silence(rule.scan(), pings.everyNanos()).latestNanos;
        }
        return isOnRounds(rule) ? pings.everyNanos() : later(pings.everyNanos(), look);
    }

    /** A ping leaves at a scan, and its timeout waits for another. */
    private static long afterPing(HeartbeatRule rule) {
        return onGrid(rule.expiry().timeoutNanos(), rule.scan().lookNanos());
    }

    private static long granularity(Scan scan) {
        return switch (scan.grid()) {
            case CONNECTION -> later(scan.everyNanos(), scan.lookNanos());
            case POLLS -> later(scan.everyNanos(), scan.everyNanos());
            case SHARED, COUNTED -> scan.lookNanos();
        };
    }

    private static long onGrid(long nanos, long stepNanos) {
        long over = nanos % stepNanos;
        return over == 0 ? nanos : later(nanos, stepNanos - over);
    }

    /** Neither argument is negative, so an overflow shows in the sign. */
    private static long later(long nanos, long moreNanos) {
        long sum = nanos + moreNanos;
        return sum < 0 ? HeartbeatRule.NEVER : sum;
    }
}
