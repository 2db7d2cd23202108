package dev.flatline.core.heartbeat;

import dev.flatline.core.heartbeat.Activity.Signal;
import dev.flatline.core.heartbeat.Expiry.From;
import dev.flatline.core.time.Alarm;
import dev.flatline.core.time.Timers;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A server's heartbeat rule at work on the connections of one thread: it scans on a fixed grid and says whom to ping and
 * whom to let go. The real server and the simulated one run this class.
 *
 * <p>In a scan, who is gone is told before who is pinged. Thread-confined to its {@link Timers}. Does nothing, and sets no
 * alarm, for a rule that neither pings nor expires.
 */
public final class HeartbeatMonitor {

    static final int INITIAL_CAPACITY = 64;

    /** What the monitor decides. */
    public interface Verdict {
        /**
         * Ping this connection now.
         *
         * @param number counts the pings of this connection, from 1
         */
        void ping(int slot, long number);

        /** This connection is gone. Told again at the next scan, until it is removed or gives a sign of life. */
        void expired(int slot);
    }

    private final HeartbeatRule rule;
    private final Timers timers;
    private final Verdict verdict;
    private final ScanGrid grid;
    private final Silences silences;
    private final PingSchedule schedule;
    private final @Nullable Deadlines unanswered;
    private final boolean minded;
    private int[] pings = new int[INITIAL_CAPACITY];
    private @Nullable Alarm alarm;
    private long scanNanos;

    /**
     * Creates a monitor that is not scanning yet.
     *
     * @param kind the structure that finds the silent connections
     * @param originNanos an instant of the grid of the scans, on the clock of {@code timers}: the same for all threads of a
     *     server gives it one phase
     * @param random drawn from where the rule asks for a random phase
     * @throws IllegalArgumentException for a rule on {@link Scan.Grid#POLLS}, which is for clients
     */
    public HeartbeatMonitor(
            HeartbeatRule rule,
            DetectorKind kind,
            Timers timers,
            long originNanos,
            RandomGenerator random,
            Verdict verdict) {
        if (rule.scan().grid() == Scan.Grid.POLLS) {
            throw new IllegalArgumentException(
                    "a server cannot do grid 'polls'; accepted: shared, connection, counted");
        }
        this.rule = rule;
        this.timers = timers;
        this.verdict = verdict;
        this.grid = new ScanGrid(originNanos, rule.scan().lookNanos());
        this.silences = new Silences(rule, kind, timers, grid, new Found());
        this.schedule = PingSchedule.of(new PingSchedule.Plan(rule, kind, timers, grid, random), this::ping);
        boolean fromPing = rule.expires() && rule.expiry().from() == From.PING;
        this.unanswered =
                fromPing ? new Deadlines(rule.expiry().timeoutNanos(), rule, kind, timers, verdict::expired) : null;
        this.minded = fromPing || schedule != PingSchedule.NONE;
    }

    /** Starts to scan; the first scan comes at the next instant of the grid. */
    public void start() {
        if (alarm == null && (rule.sendsPings() || rule.expires())) {
            scanNanos = timers.nanoTime();
            scanLater();
        }
    }

    /** Stops scanning. */
    public void stop() {
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
    }

    /** Watches a connection from now on; the slot is its name here. */
    public int add() {
        long now = timers.nanoTime();
        int slot = silences.add(now);
        if (slot >= pings.length) {
            pings = Arrays.copyOf(pings, slot * 2);
        }
        pings[slot] = 0;
        schedule.opened(slot, now);
        return slot;
    }

    /** Something happened on a watched connection. */
    public void signal(int slot, Signal signal) {
        if (rule.activity().counts(signal)) {
            alive(slot);
        } else if (minded && signal.isAnswer()) {
            schedule.answered(slot, timers.nanoTime());
        }
    }

    /**
     * A pong arrived on a watched connection.
     *
     * @param number the number of the ping that it answers, or -1 if its payload is no number of ours
     */
    public void pong(int slot, long number) {
        if (rule.activity() != Activity.CURRENT_PONG) {
            signal(slot, Signal.PONG);
        } else if (number == pings[slot] && number > 0) {
            alive(slot);
        }
    }

    /** The number of the latest ping of a watched connection; 0 before the first. */
    public long lastPing(int slot) {
        return pings[slot];
    }

    /** Stops watching a connection. */
    public void remove(int slot) {
        silences.remove(slot);
        schedule.removed(slot);
        if (unanswered != null) {
            unanswered.stop(slot);
        }
    }

    /** Connections watched. */
    public int size() {
        return silences.size();
    }

    private void alive(int slot) {
        long now = timers.nanoTime();
        silences.touch(slot, now);
        if (minded) {
            schedule.alive(slot, now);
            if (unanswered != null) {
                unanswered.stop(slot);
            }
        }
    }

    private void scan() {
        Alarm running = alarm;
        scanNanos = grid.latest(timers.nanoTime());
        try {
            sweep(running);
        } finally {
            if (alarm == running) { // neither stopped, nor started anew, by what was told
                scanLater();
            }
        }
    }

    private void sweep(@Nullable Alarm running) {
        if (unanswered != null) {
            unanswered.sweep(scanNanos);
        }
        if (alarm == running) {
            silences.sweep(scanNanos);
        }
        if (alarm == running) {
            schedule.sweep(scanNanos);
        }
    }

    private void scanLater() {
        alarm = timers.after(grid.next(scanNanos) - timers.nanoTime(), this::scan);
    }

    private void ping(int slot) {
        pings[slot]++;
        schedule.pinged(slot, scanNanos);
        if (unanswered != null && !unanswered.isRunning(slot)) {
            unanswered.start(slot, scanNanos);
        }
        verdict.ping(slot, pings[slot]);
    }

    private final class Found implements ExpiryDetector.Silence {
        @Override
        public void quiet(int slot) {
            ping(slot);
        }

        @Override
        public void expired(int slot) {
            verdict.expired(slot);
        }
    }
}
