package dev.flatline.core.heartbeat;

import dev.flatline.core.time.Timers;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;

/**
 * When the connections of a server are due their pings, but for the first ping of a silence, which {@link Silences} finds.
 * A schedule minds what it says here, and nothing else.
 */
interface PingSchedule {

    /** Nobody is ever due. */
    PingSchedule NONE = new PingSchedule() {};

    /** A connection opened. */
    default void opened(int slot, long nowNanos) {}

    /** A connection was pinged, by this schedule or because it was silent. */
    default void pinged(int slot, long nowNanos) {}

    /** A sign of life that the rule counts. */
    default void alive(int slot, long nowNanos) {}

    /** An answer to a ping that the rule does not count. */
    default void answered(int slot, long nowNanos) {}

    /** A connection is over. */
    default void removed(int slot) {}

    /** Tells who is due at an instant of the scan's grid. */
    default void sweep(long scanNanos) {}

    /** The schedule of a rule. */
    static PingSchedule of(Plan plan, IntConsumer due) {
        Pings pings = plan.rule.pings();
        if (!pings.sends()) {
            return NONE;
        }
        return switch (pings.cadence()) {
            case QUIET_ONCE -> NONE;
            case QUIET -> new QuietRepeats(plan.every(due));
            case AFTER_ANSWER -> new AfterAnswer(plan.every(due));
            case FIXED ->
                pings.phase() == Pings.Phase.SHARED
                        ? new SharedRounds(pings.everyNanos(), plan.grid, plan.timers.nanoTime(), due)
                        : new FixedRounds(pings, plan.random, plan.every(due));
        };
    }

    /** What a schedule is made from. */
    record Plan(HeartbeatRule rule, DetectorKind kind, Timers timers, ScanGrid grid, RandomGenerator random) {
        private Deadlines every(IntConsumer due) {
            return new Deadlines(rule.pings().everyNanos(), rule, kind, timers, due);
        }
    }
}
