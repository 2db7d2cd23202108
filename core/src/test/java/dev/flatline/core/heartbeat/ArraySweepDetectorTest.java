package dev.flatline.core.heartbeat;

import dev.flatline.core.time.Timers;

final class ArraySweepDetectorTest extends ExpiryDetectorContract {

    @Override
    protected ExpiryDetector create(Phases phases, Timers timers, long originNanos, int capacity) {
        return DetectorKind.ARRAY_SWEEP.create(phases, timers, originNanos, capacity);
    }
}
