package dev.flatline.core.connection;

import dev.flatline.core.heartbeat.Activity.Signal;
import dev.flatline.core.heartbeat.HeartbeatRule;

/**
 * The two phases of a {@link HeartbeatRule} on one connection of a client, without a clock: what was seen goes in, what to
 * do and when to look again comes out. A sign of life in the first phase costs one store.
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

    private final HeartbeatRule rule;
    private long openedNanos;
    private long lastSeenNanos;
    private boolean pinged;
    private long pingNumber;
    private long pingIntendedNanos;
    private long pingSentNanos;

    ClientHeartbeat(HeartbeatRule rule) {
        this.rule = rule;
    }

    /** A connection opened; what the one before it left is forgotten. */
    void opened(long nowNanos) {
        openedNanos = nowNanos;
        lastSeenNanos = nowNanos;
        pinged = false;
        pingSentNanos = 0;
    }

    /**
     * Something arrived.
     *
     * @return whether this ended the second phase, so that the next look comes earlier than was planned
     */
    boolean seen(Signal signal, long nowNanos) {
        if (!rule.activity().counts(signal)) {
            return false;
        }
        lastSeenNanos = nowNanos;
        boolean secondPhase = pinged;
        pinged = false;
        return secondPhase;
    }

    /** What is to be done; a {@link Step#PING} counts as sent. */
    Step step(long nowNanos) {
        long quietNanos = nowNanos - lastSeenNanos;
        if (quietNanos >= rule.expireAfterNanos()) {
            return Step.EXPIRE;
        }
        if (!rule.pings() || pinged || quietNanos < rule.pingAfterNanos()) {
            return Step.WAIT;
        }
        pinged = true;
        pingNumber++;
        pingIntendedNanos = onScanGrid(lastSeenNanos + rule.pingAfterNanos());
        pingSentNanos = nowNanos;
        return Step.PING;
    }

    /** How long until the next look, on the rule's scan grid; {@link HeartbeatRule#NEVER} if there is nothing to see. */
    long lookAgainNanos(long nowNanos) {
        boolean firstPhase = rule.pings() && !pinged;
        if (!firstPhase && !rule.expires()) {
            return HeartbeatRule.NEVER;
        }
        long due = lastSeenNanos + (firstPhase ? rule.pingAfterNanos() : rule.expireAfterNanos());
        return onScanGrid(due) - nowNanos;
    }

    /** Whether a pong answers the ping that is out; it is answered once. */
    boolean answers(long pongNumber) {
        boolean answers = pongNumber == pingNumber && pingSentNanos != 0;
        if (answers) {
            pingSentNanos = 0;
        }
        return answers;
    }

    /** The payload of the latest ping. */
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

    private long onScanGrid(long dueNanos) {
        if (rule.scanNanos() == 0) {
            return dueNanos;
        }
        long scans = (dueNanos - openedNanos + rule.scanNanos() - 1) / rule.scanNanos();
        return openedNanos + scans * rule.scanNanos();
    }
}
