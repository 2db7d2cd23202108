package dev.flatline.chaos.docker;

import dev.flatline.chaos.replica.ReplicaException;
import dev.flatline.chaos.rollback.Rollback;
import dev.flatline.chaos.rollback.RollbackException;
import dev.flatline.chaos.rollback.Undo;
import dev.flatline.core.fault.ReplicaAction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A fault that is on a container: what was written down for it, and what goes on because of it. By one thread at a time. */
final class OngoingFault {

    /** What is asked for is done, on an engine that is busy. */
    private static final long AT_ONCE_MILLIS = 2_000;

    /** A signal that a server handles ends it when it likes, if at all: as long as an engine gives it to stop. */
    private static final long HANDLED_MILLIS = 10_000;

    private final Rollback rollback;
    private final Deque<Rollback.Step> steps = new ArrayDeque<>();
    private @Nullable Repeating repeating;

    OngoingFault(Rollback rollback) {
        this.rollback = rollback;
    }

    /** Whether a fault ends a container or freezes it: two of those at a time could not be undone one by one. */
    static boolean disrupts(ReplicaAction action) {
        return action instanceof ReplicaAction.Pause || ends(action);
    }

    /** Whether a fault ends a container. */
    static boolean ends(ReplicaAction action) {
        return action instanceof ReplicaAction.Kill
                || action instanceof ReplicaAction.Stop
                || action instanceof ReplicaAction.Restart
                || action instanceof ReplicaAction.OutOfMemory
                || action instanceof ReplicaAction.CrashLoop;
    }

    /**
     * How many milliseconds an engine that was asked for a fault, and then left alone, may take until the container has ended: one that
     * was asked to stop it does so when the grace is over, whoever asked.
     */
    static long settleMillis(ReplicaAction action) {
        if (action instanceof ReplicaAction.Stop stop) {
            return TimeUnit.NANOSECONDS.toMillis(stop.graceNanos()) + AT_ONCE_MILLIS;
        }
        if (action instanceof ReplicaAction.Restart restart) {
            return TimeUnit.NANOSECONDS.toMillis(restart.graceNanos()) + AT_ONCE_MILLIS;
        }
        if (action instanceof ReplicaAction.Kill kill && !kill.signal().equals("KILL")) {
            return HANDLED_MILLIS;
        }
        return ends(action) || limits(action) ? AT_ONCE_MILLIS : 0;
    }

    /** Whether a fault changes limits. */
    static boolean limits(ReplicaAction action) {
        return action instanceof ReplicaAction.Squeeze || action instanceof ReplicaAction.OutOfMemory;
    }

    /** Whether two faults can be on one container at a time and each be undone by itself, in any order. */
    static boolean goTogether(ReplicaAction one, ReplicaAction other) {
        boolean sameNetworks = one instanceof ReplicaAction.Disconnect && other instanceof ReplicaAction.Disconnect;
        return !(disrupts(one) && disrupts(other)) && !(limits(one) && limits(other)) && !sameNetworks;
    }

    /** Writes down what undoes a part of it; what is undone last is written first. */
    void write(Undo undo) throws RollbackException {
        steps.push(rollback.before(undo));
    }

    /** Does something again and again until it is undone. */
    void repeat(Repeating.Task task) {
        repeating = Repeating.start(task);
    }

    /** Leaves to another fault what would be undone last of this: only when that one is over can it be. */
    void leaveLastTo(OngoingFault other) {
        Rollback.Step last = steps.pollLast();
        if (last != null) {
            other.steps.addLast(last);
        }
    }

    /** Ends what goes on and puts back everything that can be; what has failed first is told after that. */
    void undo() throws ReplicaException {
        ReplicaException failure = null;
        Repeating running = repeating;
        if (running != null) {
            repeating = null;
            try {
                running.close();
            } catch (ReplicaException e) {
                failure = e;
            }
        }
        while (!steps.isEmpty()) {
            try {
                rollback.undo(steps.pop());
            } catch (RollbackException e) {
                failure = failure == null ? new ReplicaException(String.valueOf(e.getMessage()), e) : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
