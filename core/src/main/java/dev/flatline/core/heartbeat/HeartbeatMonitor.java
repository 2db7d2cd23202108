package dev.flatline.core.heartbeat;

import dev.flatline.core.heartbeat.Activity.Signal;
import dev.flatline.core.time.Alarm;
import dev.flatline.core.time.Timers;
import org.jspecify.annotations.Nullable;

/**
 * A server's heartbeat rule at work on the connections of one thread: it scans on a fixed grid and reports whom to ping
 * and whom to close. The real server and the simulated one run this class.
 *
 * <p>Thread-confined to its {@link Timers}. Does nothing, and sets no alarm, for a rule that neither pings nor expires.
 */
public final class HeartbeatMonitor {

    private final HeartbeatRule rule;
    private final Timers timers;
    private final ExpiryDetector detector;
    private final ExpiryDetector.Silence silence;
    private final long scanNanos;
    private @Nullable Alarm alarm;
    private long nextScanNanos;

    /** Creates a monitor that is not scanning yet. A rule with scan 0 is scanned every millisecond. */
    public HeartbeatMonitor(
            HeartbeatRule rule, Timers timers, ExpiryDetector detector, ExpiryDetector.Silence silence) {
        this.rule = rule;
        this.timers = timers;
        this.detector = detector;
        this.silence = silence;
        this.scanNanos = Math.max(1_000_000, rule.scanNanos());
    }

    /** Starts to scan; the first scan comes one period from now. */
    public void start() {
        if (alarm == null && (rule.pings() || rule.expires())) {
            nextScanNanos = timers.nanoTime() + scanNanos;
            alarm = timers.after(scanNanos, this::scan);
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
        return detector.add(timers.nanoTime());
    }

    /** Something arrived on a watched connection. */
    public void signal(int slot, Signal signal) {
        if (rule.activity().counts(signal)) {
            detector.touch(slot, timers.nanoTime());
        }
    }

    /** Stops watching a connection. */
    public void remove(int slot) {
        detector.remove(slot);
    }

    private void scan() {
        long now = timers.nanoTime();
        Alarm running = alarm;
        detector.sweep(now, silence);
        if (alarm != running) {
            return; // stopped, or started anew, by what the sweep reported
        }
        long missed = (now - nextScanNanos) / scanNanos;
        nextScanNanos += (missed + 1) * scanNanos;
        alarm = timers.after(nextScanNanos - now, this::scan);
    }
}
