package dev.flatline.core.heartbeat;

import dev.flatline.core.time.Alarm;
import dev.flatline.core.time.Timers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds silent connections with one alarm each, re-armed lazily as in Netty's {@code IdleStateHandler}: a touch stores the
 * time, and an alarm that finds its connection heard since is set again for the rest. What is due waits for the next sweep.
 *
 * <p>An alarm may run as late as its {@link Timers} allow; a sweep sees the connections whose alarm has run.
 */
public final class ConnectionTimerDetector implements ExpiryDetector {

    private static final int ARMED = 0;
    private static final int DUE = 1;
    /** What the sweep in progress has still to look at. */
    private static final int PENDING = 2;

    private static final long NOT_PINGED = -1;

    private final Timers timers;
    private final long originNanos;
    private final Phases phases;
    private final SlotLists lists;
    private @Nullable Watch[] watches;

    /**
     * Creates an empty detector.
     *
     * @param timers the clock that the other methods are called with
     * @param originNanos any earlier or equal instant of that clock
     */
    public ConnectionTimerDetector(Phases phases, Timers timers, long originNanos, int initialCapacity) {
        this.timers = timers;
        this.originNanos = originNanos;
        this.phases = phases;
        this.lists = new SlotLists(PENDING + 1, initialCapacity);
        this.watches = new Watch[Math.max(1, initialCapacity)];
    }

    @Override
    public int add(long nowNanos) {
        int slot = lists.take(ARMED);
        if (slot == watches.length) {
            watches = Arrays.copyOf(watches, slot * 2);
        }
        long now = nowNanos - originNanos;
        Watch watch = new Watch(slot, now);
        watches[slot] = watch;
        watch.arm(phases.firstDeadline(now));
        return slot;
    }

    @Override
    public void touch(int slot, long nowNanos) {
        watch(slot).lastSeen = nowNanos - originNanos;
    }

    @Override
    public void remove(int slot) {
        lists.free(slot);
        watch(slot).disarm();
        watches[slot] = null;
    }

    @Override
    public void sweep(long nowNanos, Silence silence) {
        long now = nowNanos - originNanos;
        lists.moveAll(DUE, PENDING);
        for (int slot = lists.first(PENDING); slot != SlotLists.NONE; slot = lists.first(PENDING)) {
            look(watch(slot), now, silence);
        }
    }

    @Override
    public int size() {
        return lists.size();
    }

    /** Arms the slot before it is reported, so that the report may remove it, or any other. */
    private void look(Watch watch, long now, Silence silence) {
        long seen = watch.lastSeen;
        long quietFor = now - seen;
        if (quietFor < phases.firstNanos()) {
            lists.moveToEnd(ARMED, watch.slot);
            watch.arm(phases.firstDeadline(seen));
        } else if (quietFor >= phases.expireAfterNanos()) {
            lists.moveToEnd(DUE, watch.slot);
            silence.expired(watch.slot);
        } else {
            lists.moveToEnd(ARMED, watch.slot);
            watch.arm(phases.secondDeadline(seen, now));
            if (watch.pingedFor != seen) {
                watch.pingedFor = seen;
                silence.quiet(watch.slot);
            }
        }
    }

    private Watch watch(int slot) {
        Watch watch = watches[slot];
        if (watch == null) {
            throw new IllegalStateException("slot " + slot + " is not in use");
        }
        return watch;
    }

    private final class Watch implements Runnable {
        private final int slot;
        private long lastSeen;
        private long pingedFor = NOT_PINGED;
        private @Nullable Alarm alarm;

        Watch(int slot, long now) {
            this.slot = slot;
            this.lastSeen = now;
        }

        /** The instants that a detector is told may lag behind the clock; the alarm does not. */
        void arm(long deadline) {
            long now = timers.nanoTime() - originNanos;
            alarm = deadline == HeartbeatRule.NEVER ? null : timers.after(deadline - now, this);
        }

        void disarm() {
            if (alarm != null) {
                alarm.cancel();
                alarm = null;
            }
        }

        @Override
        public void run() {
            alarm = null;
            long now = timers.nanoTime() - originNanos;
            if (now - lastSeen < phases.firstNanos()) {
                arm(phases.firstDeadline(lastSeen));
            } else {
                lists.moveToEnd(DUE, slot);
            }
        }
    }
}
