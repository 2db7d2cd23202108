package dev.flatline.core.heartbeat;

import dev.flatline.core.time.Timers;

final class MapSweepDetectorTest extends ExpiryDetectorContract {

    @Override
    protected ExpiryDetector create(Phases phases, Timers timers, long originNanos, int capacity) {
        return DetectorKind.MAP_SWEEP.create(phases, timers, originNanos, capacity);
    }
}
