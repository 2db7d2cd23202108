package dev.flatline.core.heartbeat;

import java.util.BitSet;
import java.util.function.IntConsumer;

/** Pings all connections in one round: at the first scan at or after each multiple of the interval from the
 * origin of the scans. */
final class SharedRounds implements PingSchedule {

    private final ScanGrid grid;
    private final IntConsumer due;
    private final BitSet open = new BitSet();
    private long lastNanos;

    SharedRounds(long everyNanos, ScanGrid scans, long nowNanos, IntConsumer due) {
        this.grid = new ScanGrid(scans.originNanos(), everyNanos);
        this.lastNanos = grid.latest(nowNanos);
        this.due = due;
    }

    @Override
    public void opened(int slot, long nowNanos) {
        open.set(slot);
    }

    @Override
    public void removed(int slot) {
        open.clear(slot);
    }

    @Override
    public void sweep(long scanNanos) {
        long round = grid.latest(scanNanos);
        if (round == lastNanos) {
            return;
        }
        lastNanos = round;
        for (int slot = open.nextSetBit(0); slot >= 0; slot = open.nextSetBit(slot + 1)) {
            due.accept(slot);
        }
    }
}
