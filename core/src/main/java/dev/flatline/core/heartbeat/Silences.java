package dev.flatline.core.heartbeat;

import dev.flatline.core.time.Timers;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The silences of a server's connections, measured with the clock of its rule. It gives out the slots. A sign of life is
 * one call of the detector.
 */
final class Silences {

    private final CoarseTimers clock;
    private final ExpiryDetector detector;
    private final ExpiryDetector.Silence silence;
    private final boolean reports;
    private final boolean firstScanStamps;
    private final BitSet neverSpoke = new BitSet();
    private final @Nullable OwnTicks ticks;

    Silences(HeartbeatRule rule, DetectorKind kind, Timers timers, ScanGrid grid, ExpiryDetector.Silence silence) {
        Scan scan = rule.scan();
        Phases phases = Phases.of(rule);
        boolean counted = scan.grid() == Scan.Grid.COUNTED;
        this.clock = new CoarseTimers(timers, counted ? grid.originNanos() : 0, scan.stepNanos());
        this.detector = kind.create(phases, clock, clock.nanoTime(), HeartbeatMonitor.INITIAL_CAPACITY);
        this.reports = phases.reports();
        this.firstScanStamps = scan.firstScanStamps();
        boolean ownTicks = scan.grid() == Scan.Grid.CONNECTION && scan.everyNanos() > 0;
        this.ticks = ownTicks ? new OwnTicks(scan.everyNanos(), timers.nanoTime(), silence) : null;
        this.silence = ticks == null ? silence : ticks;
    }

    int add(long nowNanos) {
        int slot = detector.add(clock.at(nowNanos));
        if (ticks != null) {
            ticks.opened(slot, nowNanos);
        }
        if (firstScanStamps) {
            neverSpoke.set(slot);
        }
        return slot;
    }

    void touch(int slot, long nowNanos) {
        detector.touch(slot, clock.at(nowNanos));
        if (firstScanStamps) {
            neverSpoke.clear(slot);
        }
    }

    void remove(int slot) {
        detector.remove(slot);
        neverSpoke.clear(slot);
    }

    int size() {
        return detector.size();
    }

    /** Reports who is silent at an instant of the scan's grid. */
    void sweep(long scanNanos) {
        if (!reports) {
            return;
        }
        for (int slot = neverSpoke.nextSetBit(0); slot >= 0; slot = neverSpoke.nextSetBit(slot + 1)) {
            detector.touch(slot, clock.nanoTime());
        }
        neverSpoke.clear();
        if (ticks != null) {
            ticks.sweptAt(scanNanos);
        }
        detector.sweep(clock.at(scanNanos), silence);
    }
}
