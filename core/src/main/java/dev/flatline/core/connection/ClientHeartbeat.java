package dev.flatline.core.connection;

import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.Activity.Signal;
import dev.flatline.core.heartbeat.Expiry.From;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.Pings;
import dev.flatline.core.heartbeat.Pings.Cadence;
import dev.flatline.core.heartbeat.Scan;
import java.util.random.RandomGenerator;

/**
 * A {@link HeartbeatRule} on one connection of a client, without a clock: what was seen goes in, what to do and when to look
 * again comes out. The scan grid counts from the open. {@link ClientRules} says what of a rule a client refuses.
 */
final class ClientHeartbeat {

    /** What is to be done now. */
    enum Step {
        /** Look again later. */
        WAIT,
        /** Send {@link #pingNumber}. */
        PING,
        /** The server is gone. */
        EXPIRE
    }

    private static final long NEVER = HeartbeatRule.NEVER;

    private HeartbeatRule rule;
    private Pings pings;
    private long openedNanos;
    private long lastSeenNanos;
    /** When a ping that does not wait for silence is due. */
    private long nextPingNanos;
    /** A ping that neither activity nor another answer has followed. */
    private boolean waiting;
    /** A ping that no activity has followed, and when the oldest such ping was sent. */
    private boolean unanswered;

    private long unansweredNanos;
    /** When a rule that polls looks next. */
    private long pollNanos;

    private long pingNumber;
    private long pingIntendedNanos;
    private long pingSentNanos;

    /**
     * Nothing is due before {@link #opened}.
     *
     * @throws IllegalArgumentException when the rule asks for what a client cannot do
     */
    ClientHeartbeat(HeartbeatRule rule) {
        ClientRules.check(rule);
        this.rule = rule;
        this.pings = rule.pings();
    }

    /** A connection opened under a rule; what the one before it left is forgotten. Draws only for a random phase, or a poll. */
    void opened(HeartbeatRule now, long nowNanos, RandomGenerator random) {
        rule = now;
        pings = now.pings();
        openedNanos = nowNanos;
        lastSeenNanos = nowNanos;
        nextPingNanos = pings.sends() ? nowNanos + pings.firstAfterNanos(random) : nowNanos;
        waiting = false;
        unanswered = false;
        pingSentNanos = 0;
        pollNanos = polls() ? nowNanos + rule.scan().drawPollNanos(random) : nowNanos;
    }

    /**
     * Something arrived.
     *
     * @return whether the next look comes earlier than was planned
     */
    boolean seen(Signal signal, long nowNanos) {
        return rule.activity().counts(signal) ? alive(nowNanos) : signal.isAnswer() && answered(nowNanos);
    }

    /** The same for a pong with this payload, or -1 if it was never ours. */
    boolean pong(long number, long nowNanos) {
        if (rule.activity() != Activity.CURRENT_PONG) {
            return seen(Signal.PONG, nowNanos);
        }
        return number == pingNumber && alive(nowNanos);
    }

    private boolean alive(long nowNanos) {
        lastSeenNanos = nowNanos;
        boolean silenceEnded = unanswered && pings.onQuiet();
        unanswered = false;
        return answered(nowNanos) || silenceEnded;
    }

    private boolean answered(long nowNanos) {
        boolean intervalBegins = waiting && pings.cadence() == Cadence.AFTER_ANSWER;
        waiting = false;
        if (intervalBegins) {
            nextPingNanos = nowNanos + pings.everyNanos();
        }
        return intervalBegins;
    }

    /** What is to be done; a {@link Step#PING} counts as sent, and a poll that finds nothing draws when the next one is. */
    Step step(long nowNanos, RandomGenerator random) {
        if (polls() && nowNanos - pollNanos >= 0) {
            pollNanos = nowNanos + rule.scan().drawPollNanos(random);
            return sinceSeenNanos(nowNanos) > rule.expiry().timeoutNanos() ? Step.EXPIRE : Step.WAIT;
        }
        if (!polls() && untilExpiryNanos(nowNanos) <= 0) {
            return Step.EXPIRE;
        }
        long untilPing = untilPingNanos(nowNanos);
        if (untilPing > 0) {
            return Step.WAIT;
        }
        sent(nowNanos + untilPing, nowNanos);
        return Step.PING;
    }

    /** A fixed interval counts from when a ping was due; what a long stall left out is not made up for. */
    private void sent(long dueNanos, long nowNanos) {
        long next = dueNanos + pings.everyNanos();
        nextPingNanos = pings.cadence() != Cadence.FIXED || next - nowNanos <= 0 ? nowNanos + pings.everyNanos() : next;
        if (!unanswered) {
            unanswered = true;
            unansweredNanos = nowNanos;
        }
        waiting = true;
        pingNumber++;
        pingIntendedNanos = dueNanos;
        pingSentNanos = nowNanos;
    }

    /** How long until the next look, on the rule's scan grid; {@link HeartbeatRule#NEVER} if there is nothing to see. */
    long lookAgainNanos(long nowNanos) {
        if (polls()) {
            return pollNanos - nowNanos;
        }
        return Math.min(untilPingNanos(nowNanos), untilExpiryNanos(nowNanos));
    }

    private long untilPingNanos(long nowNanos) {
        if (!pings.sends()) {
            return NEVER;
        }
        return switch (pings.cadence()) {
            case QUIET_ONCE -> unanswered ? NEVER : until(lastSeenNanos + pings.everyNanos(), nowNanos);
            case QUIET -> until(unanswered ? nextPingNanos : lastSeenNanos + pings.everyNanos(), nowNanos);
            case FIXED -> until(nextPingNanos, nowNanos);
            case AFTER_ANSWER -> waiting ? NEVER : until(nextPingNanos, nowNanos);
        };
    }

    private long untilExpiryNanos(long nowNanos) {
        if (!rule.expires()) {
            return NEVER;
        }
        long timeout = rule.expiry().timeoutNanos();
        if (rule.expiry().from() == From.ACTIVITY) {
            return until(lastSeenNanos + timeout, nowNanos);
        }
        return unanswered ? until(unansweredNanos + timeout, nowNanos) : NEVER;
    }

    /** Whether a pong answers the ping that is out; it is answered once. */
    boolean answers(long pongNumber) {
        boolean answers = pongNumber == pingNumber && pingSentNanos != 0;
        if (answers) {
            pingSentNanos = 0;
        }
        return answers;
    }

    /** How long until a rule that polls looks next; 0 if it does not poll. */
    long untilPollNanos(long nowNanos) {
        return polls() ? Math.max(0, pollNanos - nowNanos) : 0;
    }

    private boolean polls() {
        return rule.scan().grid() == Scan.Grid.POLLS;
    }

    /** How long ago the last sign of life was. */
    long sinceSeenNanos(long nowNanos) {
        return nowNanos - lastSeenNanos;
    }

    /** The number of the latest ping. */
    long pingNumber() {
        return pingNumber;
    }

    /** When the latest ping was due, on the rule's scan grid. */
    long pingIntendedNanos() {
        return pingIntendedNanos;
    }

    /** When the latest ping was sent; 0 once it is answered. */
    long pingSentNanos() {
        return pingSentNanos;
    }

    /** From now to the first scan at or after an instant. */
    private long until(long dueNanos, long nowNanos) {
        long scanNanos = rule.scan().everyNanos();
        long late = scanNanos == 0 ? 0 : Math.floorMod(openedNanos - dueNanos, scanNanos);
        return dueNanos + late - nowNanos;
    }
}
